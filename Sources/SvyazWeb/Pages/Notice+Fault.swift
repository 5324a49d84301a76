internal import SvyazGraph

extension Notice {
  /// What an error says, what to do about it, and its code.
  init(_ error: any UserFacing, kind: Kind = .fault) {
    self.init(kind: kind, text: error.message, advice: error.advice, code: error.code)
  }
}
