internal import SvyazGraph

/// Draws a school's results from how well it teaches.
struct ResultsDraw {
  /// An assessment that was held: for one grade, in one year.
  struct Sitting {
    let assessment: Assessment
    let grade: Int
    let year: Int
  }

  /// What the draw needs to know of a school.
  struct Profile {
    var school: SchoolID
    var students: Int
    /// Successful pupils of a thousand, before the subject and the assessment tell.
    var quality: Int
    /// ‰ a year; positive where the school improves.
    var yearlyGain = 0
    /// `nil`: every sitting.
    var sits: (@Sendable (Sitting) -> Bool)?
  }

  let sittings: [Sitting]
  let subjects: [Subject]

  func rows(of profile: Profile, random: inout SplitMix64) -> [AssessmentResult] {
    var rows: [AssessmentResult] = []
    rows.reserveCapacity(sittings.count * subjects.count)
    for subject in subjects {
      let level = profile.quality + Self.ease(of: subject.id) + random.bell(spread: 45)
      for sitting in sittings where profile.sits?(sitting) ?? true {
        let share =
          level + Self.ease(of: sitting.assessment) + (sitting.year - 2020) * profile.yearlyGain
          + random.bell(spread: 35)
        let participants = Self.cohort(of: profile.students, grade: sitting.grade, random: &random)
        let successful = PerMille.roundHalfUp(participants * min(max(share, 150), 995), over: 1000)
        rows.append(
          AssessmentResult(
            school: profile.school, subject: subject.id, assessment: sitting.assessment, grade: sitting.grade,
            year: sitting.year, participants: participants, successful: min(successful, participants)))
      }
    }
    return rows
  }

  private static func ease(of subject: SubjectID) -> Int { subject == ProgrammeSubject.mathematics.id ? -30 : 15 }

  private static func ease(of assessment: Assessment) -> Int {
    switch assessment {
    case .vpr: -20
    case .oge: 50
    case .ege: 90
    }
  }

  /// Eleven grades share the pupils; half leave after the ninth; some are ill on the day.
  private static func cohort(of students: Int, grade: Int, random: inout SplitMix64) -> Int {
    let grades = grade > 9 ? 22 : 11
    let present = students * random.int(in: 860...1020) / 1000
    return max(1, present / grades)
  }
}
