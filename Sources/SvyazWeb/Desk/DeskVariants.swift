internal import Hummingbird
internal import Logging
internal import SvyazGraph
internal import SvyazStore

/// Saved plans, as both desks keep and list them.
enum DeskVariants {
  /// What stands in the store, and the variant that a draft was opened from.
  struct State: Sendable {
    var all: [PlanVariant]
    var opened: PlanVariant?
    /// Somebody saved another version since this draft was opened.
    var notice: Notice?
  }

  static func state(
    _ kind: PlanVariant.Kind, _ origin: DraftOrigin?, _ services: WebServices
  ) async throws -> State {
    let (all, opened) = try await services.threads.run {
      (try services.store.variants(kind), try origin.flatMap { try services.store.variant($0.id)?.variant })
    }
    guard let origin else { return State(all: all) }
    guard let opened, opened.kind == kind else {
      let error = PlanVariantError.unknown(id: origin.id)
      return State(
        all: all, notice: Notice(error, kind: .warning))
    }
    let notice =
      opened.version == origin.version
      ? nil : Notice(PlanVariantError.conflict(yours: origin.version, theirs: opened), kind: .warning)
    return State(all: all, opened: opened, notice: notice)
  }

  /// Replaces the variant of the draft, or adds a new one where the form says so or there is none.
  static func save(
    _ kind: PlanVariant.Kind, fields: FormFields, origin: DraftOrigin?, _ content: PlanVariantContent,
    by author: String, _ services: WebServices
  ) async throws -> Result<PlanVariant, PlanVariantError> {
    let isNew = fields["as"] == "new" || origin == nil
    let saved = try await services.threads.run { () throws -> Result<PlanVariant, PlanVariantError> in
      do {
        if !isNew, let origin {
          return .success(
            try services.store.replaceVariant(
              origin.id, version: origin.version, with: content, by: author, at: services.clock()))
        }
        return .success(try services.store.addVariant(kind, content, by: author, at: services.clock()))
      } catch let error as PlanVariantError {
        return .failure(error)
      }
    }
    if !isNew, case .success(let variant) = saved {
      services.live.tell(
        VariantNews(
          id: variant.id, version: variant.version, author: variant.author,
          address: address(variant, path: kind == .matching ? MatchingDraft.path : AssociationDraft.path)))
    }
    return saved
  }

  /// The plan is in force already, so that a variant that another change took there stays with that one.
  static func mark(_ origin: DraftOrigin, change: Int, by author: String, _ services: WebServices) async throws {
    try await services.threads.run {
      do {
        try services.store.markVariant(origin.id, acceptedBy: change, by: author, at: services.clock())
      } catch is PlanVariantError {
        services.logger.warning("a variant could not be marked", metadata: ["change": "\(change)"])
      }
    }
  }

  // MARK: The card

  /// - Parameters:
  ///   - path: of the desk.
  ///   - draft: what the form carries.
  static func model(_ state: State, origin: DraftOrigin?, path: String, draft: String, canSave: Bool) -> ViewModel {
    [
      "path": .text(path), "q": .text(draft), "name": .optional(state.opened?.name),
      "isOpened": .flag(state.opened != nil && state.opened?.acceptedChange == nil), "canSave": .flag(canSave),
      "list": .list(
        state.all.map { variant in
          [
            "name": .text(variant.name), "author": .text(variant.author),
            "when": .text(variant.at.samaraDay.russian), "number": .number(variant.id),
            "href": .text(address(variant, path: path)), "current": .flag(variant.id == origin?.id),
            "accepted": .optional(variant.acceptedChange.map(String.init)),
          ]
        }), "isEmpty": .flag(state.all.isEmpty),
    ]
  }

  static func address(_ variant: PlanVariant, path: String) -> String {
    let own = "variant=\(variant.id)&version=\(variant.version)"
    return "\(path)?" + (variant.options.isEmpty ? own : "\(variant.options)&\(own)")
  }
}
