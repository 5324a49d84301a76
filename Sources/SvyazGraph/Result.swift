/// A subject that the programme supports.
public struct Subject: Hashable, Sendable {
  public var id: SubjectID
  public var name: String

  public init(id: SubjectID, name: String) {
    self.id = id
    self.name = name
  }
}

public enum Assessment: String, Hashable, Sendable, CaseIterable {
  case vpr, oge, ege
}

/// How many pupils of a school sat an assessment and how many succeeded.
public struct AssessmentResult: Hashable, Sendable {
  public var school: SchoolID
  public var subject: SubjectID
  public var assessment: Assessment
  public var grade: Int
  public var year: Int
  public var participants: Int
  public var successful: Int

  public init(
    school: SchoolID, subject: SubjectID, assessment: Assessment, grade: Int, year: Int, participants: Int,
    successful: Int
  ) {
    self.school = school
    self.subject = subject
    self.assessment = assessment
    self.grade = grade
    self.year = year
    self.participants = participants
    self.successful = successful
  }
}
