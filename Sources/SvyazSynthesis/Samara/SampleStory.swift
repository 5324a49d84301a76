internal import SvyazGraph

/// What the year is for a low-result school, told so that indicator 9 (rule `active`) has every case on the sample's day.
enum SampleStory: CaseIterable {
  /// An active partnership that met within the last 180 days.
  case partnered
  /// Comes to its ММО; partnerships are proposed, agreed or over.
  case associated
  /// An active partnership that has not met for long: short of a joint event.
  case partnerSilent
  /// A member that has not come for long: short of an association's event.
  case memberSilent
  /// Works with a mentor already, yet the agreement is not in force as active.
  case notActivated
  /// Nothing but a proposal.
  case waiting

  /// Of thirty schools.
  var schools: Int {
    switch self {
    case .partnered: 14
    case .associated: 9
    case .partnerSilent, .memberSilent, .notActivated: 2
    case .waiting: 1
    }
  }

  /// Stays away from every event of the last 180 days.
  var isSilent: Bool {
    switch self {
    case .partnerSilent, .memberSilent, .waiting: true
    case .partnered, .associated, .notActivated: false
    }
  }
}

extension SampleBuilder {
  mutating func castStories() {
    var random = random("stories")
    var open = random.shuffled(lowResult)
    for story in SampleStory.allCases.dropFirst() {
      stories[story] = Array(open.suffix(story.schools))
      open.removeLast(min(story.schools, open.count))
    }
    stories[.partnered] = open
  }

  /// The school that plays `story` in `place`, if there are as many.
  func school(_ story: SampleStory, _ place: Int) -> SchoolID? {
    guard let cast = stories[story], cast.indices.contains(place) else { return nil }
    return cast[place]
  }

  func story(of school: SchoolID) -> SampleStory? { stories.first { $0.value.contains(school) }?.key }
}
