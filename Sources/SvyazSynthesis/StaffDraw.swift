internal import SvyazGraph

/// Draws a school's staff figures for the programme's two years.
enum StaffDraw {
  /// - Parameter progress: ‰ of the people trained by the last year; a year earlier about a third of them.
  static func rows(
    of school: SchoolID, students: Int, years: [Int], progress: Int, random: inout SplitMix64
  ) -> [StaffFigures] {
    let totals: [(StaffFigures.Group, Int)] = [
      (.director, 1), (.deputy, min(6, 1 + students / 350)), (.teacher, max(4, students / 17)),
    ]
    var rows: [StaffFigures] = []
    for (group, total) in totals {
      // The last year is drawn first, for a figure is the state reached and may only grow.
      var reached = Trained(
        methodService: group == .deputy ? Self.trained(total, progress, &random) : 0,
        effectiveMode: group == .teacher ? 0 : Self.trained(total, progress + 100, &random),
        quality: group == .teacher ? Self.trained(total, progress + 50, &random) : 0)
      for year in years.sorted(by: >) {
        rows.append(
          StaffFigures(
            school: school, year: year, group: group, total: total, trainedMethodService: reached.methodService,
            trainedEffectiveMode: reached.effectiveMode, trainedQuality: reached.quality))
        reached = Trained(
          methodService: reached.methodService / 3, effectiveMode: reached.effectiveMode / 2,
          quality: reached.quality / 3)
      }
    }
    return rows
  }

  private struct Trained {
    var methodService: Int
    var effectiveMode: Int
    var quality: Int
  }

  private static func trained(_ total: Int, _ perMille: Int, _ random: inout SplitMix64) -> Int {
    let share = min(max(perMille + random.bell(spread: 250), 0), 1000)
    return PerMille.roundHalfUp(total * share, over: 1000)
  }
}
