import SvyazGraph
import SvyazMap
import SvyazTestSupport

/// Invented networks of any size, with labels such as the city's.
enum SampleNetworks {
  static let named = [
    "Самарская Вальдорфская школа", "Казачий кадетский корпус", "Вечерняя школа № 8", "Лицей «Технический»",
    "Гимназия «Перспектива»", "Школа-интернат № 136", "Школа № 3 с углублённым изучением отдельных предметов",
  ]

  /// Low-result schools first, then mentors; ties from a written seed, so that few share a mentor.
  static func mentoring(
    lowResult: Int, mentors: Int, ties: Int, subjects: Int = 2, name: String = "Учебные данные: сеть школ Самары",
    seed: UInt64 = 7
  ) -> Network {
    let subjectNames = ["русский язык", "математика", "физика", "история", "английский язык", "биология", "химия"]
    var network = Network(
      id: "sample", name: name, asOf: "2020-11-30",
      subjects: subjectNames.prefix(subjects).enumerated().compactMap { index, name in
        SubjectID("s\(index + 1)").map { Subject(id: $0, name: name) }
      })
    let districts = ["Железнодорожный", "Кировский", "Куйбышевский", "Ленинский", "Октябрьский", "Промышленный"]
    network.districts = districts.enumerated().compactMap { index, name in
      DistrictID("d\(index + 1)").map { District(id: $0, name: name) }
    }
    var generator = SeededGenerator(seed: seed)
    for index in 0..<(lowResult + mentors) {
      guard let id = SchoolID("\(index + 1)") else { continue }
      let isLow = index < lowResult
      let number = (index * 7) % 190 + 1
      var label =
        isLow || index % 3 == 0 ? "Школа № \(number)" : index % 3 == 1 ? "Гимназия № \(number)" : "Лицей № \(number)"
      if index % 9 == 4 { label = named[(index / 9) % named.count] }
      network.schools.append(
        School(
          id: id, number: number, name: "МБОУ «\(label)» г.о. Самара", shortName: label,
          district: network.districts[index % districts.count].id))
      if isLow {
        network.statuses.append(
          SchoolStatus(school: id, status: .lowResult, interval: DayInterval(from: "2020-09-01")))
      }
    }
    guard lowResult > 0, mentors > 0, subjects > 0 else { return network }
    for index in 0..<ties {
      let mentee = index % lowResult
      let mentor = lowResult + Int(generator.next() % UInt64(mentors))
      let subject = network.subjects[(index / lowResult + index) % subjects].id
      guard let id = PartnershipID("p\(index + 1)") else { continue }
      network.partnerships.append(
        Partnership(
          id: id, mentor: network.schools[mentor].id, mentee: network.schools[mentee].id, subject: subject,
          status: .active, interval: DayInterval(from: "2020-10-01")))
    }
    return network
  }

  /// The fixed network of the goldens: two subjects, a pair in both, a whole-school tie, a school without a mentor.
  static func small() -> Network {
    var network = mentoring(lowResult: 4, mentors: 3, ties: 0, name: "Учебные данные: малая сеть")
    func tie(_ id: PartnershipID, _ mentor: SchoolID, _ mentee: SchoolID, _ subject: SubjectID?) {
      network.partnerships.append(
        Partnership(
          id: id, mentor: mentor, mentee: mentee, subject: subject, status: .active,
          interval: DayInterval(from: "2020-10-01")))
    }
    tie("p1", "5", "1", "s1")
    tie("p2", "5", "1", "s2")
    tie("p3", "6", "2", "s1")
    tie("p4", "6", "1", "s2")
    tie("p5", "7", "3", nil)
    tie("p6", "7", "2", "s2")
    network.associations = [
      Association(
        id: "a1", name: "ММО учителей русского языка", subject: "s1", base: "5",
        interval: DayInterval(from: "2020-09-01"))
    ]
    network.memberships = [
      Membership(association: "a1", school: "5", role: .leader, interval: DayInterval(from: "2020-09-01"))
    ]
    network.events = [
      Event(id: "e1", kind: .seminar, title: "Семинар «Чтение»", day: "2020-11-12", host: "5", organiser: "ЦРО"),
      Event(
        id: "e2", kind: .lessonVisit, title: "Открытый урок", day: "2020-10-20", partnership: "p1", organiser: "ЦРО"),
      Event(id: "e3", kind: .webinar, title: "Давний вебинар", day: "2019-10-20", host: "5", organiser: "ЦРО"),
    ]
    return network
  }

  /// One mentor with eight mentees, which have other mentors too, three associations and nine events.
  static func busy() -> Network {
    var network = mentoring(lowResult: 30, mentors: 40, ties: 60)
    for index in 1...8 {
      guard let id = PartnershipID("b\(index)"), let mentee = SchoolID("\(index * 3)") else { continue }
      network.partnerships.append(
        Partnership(
          id: id, mentor: "31", mentee: mentee, subject: index % 3 == 0 ? nil : index % 2 == 0 ? "s1" : "s2",
          status: .agreed, interval: DayInterval(from: "2020-10-01")))
    }
    for (index, name) in ["ММО русского языка № 2", "ММО математики № 1", "ММО директоров"].enumerated() {
      guard let id = AssociationID("a\(index)") else { continue }
      let interval = DayInterval(from: "2020-09-01")
      network.associations.append(Association(id: id, name: name, subject: "s1", base: "31", interval: interval))
      network.memberships.append(Membership(association: id, school: "31", role: .leader, interval: interval))
    }
    for (index, kind) in (Event.Kind.allCases + [.seminar]).enumerated() {
      guard let id = EventID("e\(index)") else { continue }
      network.events.append(
        Event(
          id: id, kind: kind, title: "Событие \(index)", day: network.asOf.adding(days: -index * 15), host: "31",
          organiser: "ЦРО"))
    }
    return network
  }
}
