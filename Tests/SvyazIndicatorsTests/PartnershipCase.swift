import SvyazGraph
import SvyazIndicators
import Testing

/// One line of a table: a sketch, and by rule the schools with partnership and the steps that are lacking.
struct PartnershipCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let active: String
  let formal: String
  let steps: String
  let formalSteps: String
  let edit: @Sendable (inout Network) -> Void

  init(
    _ description: String, active: String, formal: String, steps: String = "", formalSteps: String = "",
    _ edit: @escaping @Sendable (inout Network) -> Void
  ) {
    testDescription = description
    self.active = active
    self.formal = formal
    self.steps = steps
    self.formalSteps = formalSteps
    self.edit = edit
  }

  func check() {
    let network = Network.sketch(edit)
    #expect(network.violations().isEmpty, "the sketch is invalid")
    for (rule, schools, lacking) in [(PartnershipRule.active, active, steps), (.formal, formal, formalSteps)] {
      let indicator = Indicator9(network: network, day: Network.sketchDay, rule: rule)
      #expect(indicator.readings[1].numerator.map(\.rawValue).joined(separator: " ") == schools, "rule \(rule)")
      let found = indicator.oneStepShort.map { "\($0.school) \($0.step.rawValue)" }.joined(separator: ", ")
      #expect(found == lacking, "rule \(rule)")
    }
  }
}
