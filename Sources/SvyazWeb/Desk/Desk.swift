internal import HTTPTypes
internal import Hummingbird
internal import SvyazGraph
internal import SvyazStore

/// A desk: a draft in the address, and what is computed of it, which can be saved as a variant and taken into force.
protocol Desk: SendableMetatype {
  associatedtype Draft: DeskDraft
  /// What is computed of a draft.
  associatedtype Solved: Sendable
  /// What became of it in force.
  associatedtype Taken: Sendable
  /// Why it cannot be taken into force.
  associatedtype Refusal: UserFacing

  /// Of the variants that it saves.
  static var kind: PlanVariant.Kind { get }

  static func draft(_ query: String, _ services: WebServices) throws(WebFault) -> Draft

  /// What is computed of the draft within `patience`, or how far it is.
  static func solve(
    _ draft: Draft, _ revision: Revision, _ services: WebServices, patience: Duration
  ) async throws -> JobBoard.Outcome<Solved>

  static func show(
    _ draft: Draft, _ request: Request, _ context: WebContext, _ services: WebServices, status: HTTPResponse.Status,
    notice: Notice?
  ) async throws -> Response

  /// The day of the plan.
  static func day(of solved: Solved) -> Day
  /// As a variant keeps it.
  static func body(of solved: Solved) -> [UInt8]
  /// Tells plans apart: what is taken into force is what was shown.
  static func digest(of solved: Solved) -> String

  /// Why it may not be taken into force whatever the network holds, and the place on the page that tells more.
  static func obstacle(to solved: Solved) -> (place: String, notice: Notice)?
  /// The page that asks whether to take it into force.
  static func acceptPage(_ draft: Draft, _ solved: Solved, from: Day, _ revision: Revision) -> Page
  /// What is said where it is not any more what was shown.
  static var changed: Notice { get }
  /// What the change is noted to come from.
  static func source(of solved: Solved) -> String
  /// Writes it; on a thread for that.
  ///
  /// - Throws: `Refusal` and errors of the store; then nothing is changed.
  static func take(_ solved: Solved, from: Day, in store: Store, _ note: ChangeNote, at moment: Moment) throws -> Taken
  static func change(of taken: Taken) -> Int?
  /// What follows when it is in force.
  static func done(
    _ taken: Taken, _ draft: Draft, _ solved: Solved, from: Day, _ request: Request, _ context: WebContext,
    _ services: WebServices
  ) async throws -> Response

  /// The paper of what is computed, as DOCX, and its name; on a thread for that.
  static func annex(of solved: Solved, _ network: Network) throws -> (bytes: [UInt8], name: String)
}

extension Desk {
  /// The answer, however long it takes up to a limit: for what follows a page that showed it.
  static func solved(_ draft: Draft, _ revision: Revision, _ services: WebServices) async throws -> Solved? {
    try await solve(draft, revision, services, patience: .seconds(20)).value()
  }

  /// The draft of the address.
  static func draft(of request: Request, _ services: WebServices) throws(WebFault) -> Draft {
    try draft(request.uri.query ?? "", services)
  }

  /// The draft that a form carries.
  static func draft(of fields: FormFields, _ services: WebServices) throws(WebFault) -> Draft {
    try draft(fields.verbatim("q") ?? "", services)
  }
}
