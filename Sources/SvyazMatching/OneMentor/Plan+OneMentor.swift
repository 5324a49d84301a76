public import SvyazGraph

extension Plan {
  /// Why no plan with one mentor for each school gains more.
  ///
  /// The leaves of a tree of decisions: together they cover every plan. In each, `scale` times the gain of any plan is at
  /// most `Σ u + Σ_j best(j)`, where best(j) is the most that mentor j alone could gain (times `scale`, its load taken
  /// off) by taking schools, the price u of each taken off as well.
  public struct OneMentorProof: Hashable, Sendable {
    public struct Decision: Hashable, Sendable {
      public var mentee: SchoolID
      public var mentor: SchoolID
      /// The mentee goes to this mentor or to none; else never to this one.
      public var isTaken: Bool

      public init(mentee: SchoolID, mentor: SchoolID, isTaken: Bool) {
        self.mentee = mentee
        self.mentor = mentor
        self.isTaken = isTaken
      }
    }

    public struct Leaf: Hashable, Sendable {
      public var decisions: [Decision]
      public var scale: Int
      /// u by mentee; absent: 0.
      public var schools: [SchoolID: Int]

      public init(decisions: [Decision], scale: Int, schools: [SchoolID: Int]) {
        self.decisions = decisions
        self.scale = scale
        self.schools = schools
      }
    }

    /// How much more a plan might gain than this one; 0: the plan is proved optimal.
    public var gap: Int
    public var leaves: [Leaf]

    public init(gap: Int, leaves: [Leaf]) {
      self.gap = gap
      self.leaves = leaves
    }
  }
}
