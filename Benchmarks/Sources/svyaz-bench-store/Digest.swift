import SvyazGraph

/// FNV-1a over the values of rows, in the order in which a store gives them.
///
/// Numbers are eight bytes, the lowest first; a text ends with a zero byte; what is absent is the byte 0xFF;
/// a word of a closed list is one byte, its place in the list.
struct Digest {
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private(set) var rows = 0

  private mutating func add(byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

  private mutating func add(bits: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { add(byte: UInt8(truncatingIfNeeded: bits >> shift)) }
  }

  private mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte: byte) }
    add(byte: 0)
  }

  private mutating func add<Entity>(_ identifier: Identifier<Entity>?) {
    if let identifier { add(identifier.rawValue) } else { add(byte: 0xFF) }
  }

  private mutating func add(_ number: Int?) {
    if let number { add(bits: UInt64(bitPattern: Int64(number))) } else { add(byte: 0xFF) }
  }

  private mutating func add(_ day: Day?) { add(day?.number) }

  private mutating func add(_ interval: DayInterval) {
    add(interval.from)
    add(interval.to)
  }

  private mutating func add(_ location: Coordinates?) {
    for decimal in [location?.latitude, location?.longitude] {
      if let decimal { add(bits: decimal.bitPattern) } else { add(byte: 0xFF) }
    }
  }

  private mutating func add<Word: CaseIterable & Equatable>(_ word: Word) {
    for (place, other) in Word.allCases.enumerated() where other == word { add(byte: UInt8(truncatingIfNeeded: place)) }
  }

  private mutating func each<Row>(_ table: [Row], _ add: (inout Digest, Row) -> Void) {
    rows += table.count
    for row in table { add(&self, row) }
  }
}

// MARK: Tables

extension Digest {
  mutating func add(_ network: Network) {
    rows += 1
    add(network.id)
    add(network.name)
    add(network.asOf)
    addPlaces(network)
    addSchools(network)
    addTies(network)
    addEvents(network)
    addSupport(network)
  }

  private mutating func addPlaces(_ network: Network) {
    each(network.subjects) {
      $0.add($1.id)
      $0.add($1.name)
    }
    each(network.targets) {
      $0.add($1.indicator)
      $0.add($1.perMille)
      $0.add($1.day)
    }
    each(network.districts) {
      $0.add($1.id)
      $0.add($1.name)
      $0.add($1.centre)
    }
    for district in network.districts {
      each(district.neighbours) {
        $0.add(district.id)
        $0.add($1)
      }
    }
  }

  private mutating func addSchools(_ network: Network) {
    each(network.schools) {
      $0.add($1.id)
      $0.add($1.number)
      $0.add($1.name)
      $0.add($1.shortName ?? "")
      $0.add($1.kind)
      $0.add($1.district)
      $0.add($1.address)
      $0.add($1.location)
      $0.add($1.students)
    }
    each(network.statuses) {
      $0.add($1.school)
      $0.add($1.status)
      $0.add($1.interval)
      $0.add($1.basis)
    }
    each(network.results) {
      $0.add($1.school)
      $0.add($1.subject)
      $0.add($1.assessment)
      $0.add($1.grade)
      $0.add($1.year)
      $0.add($1.participants)
      $0.add($1.successful)
    }
    each(network.mentorCapacities) {
      $0.add($1.school)
      $0.add($1.subject)
      $0.add($1.capacity)
    }
  }

  private mutating func addTies(_ network: Network) {
    each(network.constraints) {
      $0.add($1.rule)
      $0.add($1.mentee)
      $0.add($1.mentor)
      $0.add($1.subject)
    }
    each(network.partnerships) {
      $0.add($1.id)
      $0.add($1.mentor)
      $0.add($1.mentee)
      $0.add($1.subject)
      $0.add($1.status)
      $0.add($1.interval)
      $0.add($1.agreement)
    }
    each(network.associations) {
      $0.add($1.id)
      $0.add($1.name)
      $0.add($1.subject)
      $0.add($1.umo)
      $0.add($1.base)
      $0.add($1.interval)
    }
    each(network.memberships) {
      $0.add($1.association)
      $0.add($1.school)
      $0.add($1.role)
      $0.add($1.interval)
    }
  }

  private mutating func addEvents(_ network: Network) {
    each(network.events) {
      $0.add($1.id)
      $0.add($1.kind)
      $0.add($1.title)
      $0.add($1.day)
      $0.add($1.subject)
      $0.add($1.host)
      $0.add($1.association)
      $0.add($1.partnership)
      $0.add($1.organiser)
    }
    each(network.participations) {
      $0.add($1.event)
      $0.add($1.school)
      $0.add($1.role)
      $0.add($1.people)
    }
  }

  private mutating func addSupport(_ network: Network) {
    each(network.programmes) {
      $0.add($1.school)
      $0.add($1.kind)
      $0.add($1.developed)
      $0.add($1.interval)
    }
    each(network.staff) {
      $0.add($1.school)
      $0.add($1.year)
      $0.add($1.group)
      for count in [$1.total, $1.trainedMethodService, $1.trainedEffectiveMode, $1.trainedQuality] { $0.add(count) }
    }
    each(network.measures) {
      $0.add($1.number)
      $0.add($1.section)
      $0.add($1.title)
      $0.add($1.dueFrom)
      $0.add($1.dueTo)
      $0.add($1.responsible)
      $0.add($1.expected)
      $0.add($1.doneOn)
      $0.add($1.evidence)
    }
  }
}
