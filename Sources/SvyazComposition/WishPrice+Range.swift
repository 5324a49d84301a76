extension WishPrice {
  /// What the wish costs at least and at most, in cost points of the objective; one number where both compositions, with
  /// the wish and without it, are proved.
  ///
  /// The least cost with the wish lies in `lowerBound…objective`, that without it in
  /// `lowerBoundWithout…objectiveWithout`; a wish only narrows the choice, so it never costs less than nothing.
  public func range(of composition: Composition) -> ClosedRange<Int> {
    func difference(_ left: Int, _ right: Int) -> Int {
      let (value, overflow) = left.subtractingReportingOverflow(right)
      return overflow ? .max : max(0, value)
    }
    let atMost = difference(composition.objective, lowerBoundWithout)
    return min(difference(composition.lowerBound, objectiveWithout), atMost)...atMost
  }
}
