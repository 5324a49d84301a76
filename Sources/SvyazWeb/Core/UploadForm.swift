internal import HTTPTypes
internal import Hummingbird

/// A form with files, of somebody who is signed in.
enum UploadForm {
  /// The form's token comes first, so that nobody else's file is taken in.
  ///
  /// - Parameter most: bytes of the whole body.
  /// - Throws: ``WebFault``; one for a form without this session's token.
  static func read(
    _ request: Request, _ context: WebContext, most: Int = BodyLimitMiddleware.most
  ) async throws -> MultipartReader {
    do {
      var limits = MultipartReader.Limits()
      limits.bytes = most
      var reader = try MultipartReader(contentType: request.headers[.contentType] ?? "", limits: limits)
      var isOurs = false
      try await RequestBody.pieces(of: request) { buffer in
        try reader.feed(buffer.readableBytesView)
        // The token of a whole field: a file follows, or the end.
        guard !isOurs, reader.parts.contains(where: { $0.file != nil }) else { return }
        isOurs = isToken(reader, context)
        guard isOurs else { throw WebFault.foreignForm }
      }
      _ = try reader.finish()
      guard isToken(reader, context) else { throw WebFault.foreignForm }
      return reader
    } catch let error as MultipartFault {
      throw error.fault
    }
  }

  private static func isToken(_ reader: MultipartReader, _ context: WebContext) -> Bool {
    guard let csrf = context.csrf, let sent = reader.field("csrf") else { return false }
    return Secrets.isEqual(csrf, sent)
  }
}

extension MultipartReader {
  /// The files that were chosen and hold anything.
  var sentFiles: [Part] { parts.filter { part in part.file.map { !$0.isEmpty } ?? false && !part.bytes.isEmpty } }
}
