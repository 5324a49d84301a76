public import SvyazGraph

extension Network {
  /// A town whose ММО can be composed by hand: six low-result schools, four mentors of mathematics, two of which are
  /// project sites, a project site that is no mentor, a school with high results that mentors nobody, a plain one; one
  /// ММО in force that takes three low-result schools and an outsider.
  ///
  /// The schools stand on a line, a hundredth of a degree of latitude (1.11 km) apart, in three districts of which the
  /// first and the second are neighbours.
  public static func compositionTown() -> Network {
    var network = Network(
      id: "town", name: "Город. Учебные данные", asOf: "2021-04-30",
      subjects: [Subject(id: "mathematics", name: "математика"), Subject(id: "russian", name: "русский язык")])
    network.districts = [
      District(id: "east", name: "Восточный"), District(id: "north", name: "Северный", neighbours: ["west"]),
      District(id: "west", name: "Западный", neighbours: ["north"]),
    ]
    let ids: [SchoolID] = [
      "low-1", "m-1", "low-2", "site", "low-3", "m-2", "low-4", "m-3", "low-5", "high", "low-6", "m-4", "plain",
    ]
    let districts: [DistrictID] = ["north", "west", "east"]
    network.schools = ids.enumerated().map { number, id in
      School(
        id: id, number: number + 1, name: "Школа № \(number + 1)", kind: "школа", district: districts[number / 5],
        location: Coordinates(latitude: 53.2 + Double(number) / 100, longitude: 50.1), students: 500)
    }
    let always = DayInterval(from: "2020-01-01")
    func hold(_ status: Status, _ schools: [SchoolID]) {
      network.statuses += schools.map { SchoolStatus(school: $0, status: status, interval: always) }
    }
    hold(.lowResult, ids.filter { $0.rawValue.hasPrefix("low") })
    hold(.projectSite, ["site", "m-2", "m-3"])
    hold(.highResult, ["high", "m-4"])
    network.mentorCapacities = ["m-1", "m-2", "m-3", "m-4"].map {
      MentorCapacity(school: $0, subject: "mathematics", capacity: 2)
    }
    network.staff = [("low-1", 20), ("m-1", 41), ("m-2", 37)].map { (school: SchoolID, total: Int) in
      StaffFigures(
        school: school, year: 2020, group: .teacher, total: total, trainedMethodService: 0, trainedEffectiveMode: 0,
        trainedQuality: 0)
    }
    network.associations = [
      Association(id: "mmo-1", name: "ММО № 1", subject: "mathematics", base: "m-1", interval: always)
    ]
    network.memberships = [
      ("m-1", .leader), ("low-1", .lowResult), ("low-2", .lowResult), ("low-3", .lowResult), ("plain", .member),
    ].map { (school: SchoolID, role: Membership.Role) in
      Membership(association: "mmo-1", school: school, role: role, interval: always)
    }
    return network
  }
}
