internal import Hummingbird
internal import NIOCore

/// Reads bodies; one that stops on its way is the sender's fault and not ours.
enum RequestBody {
  /// - Throws: ``WebFault/tooLarge(limit:)``, ``WebFault/tooSlow`` when the connection ended before the body.
  static func whole(of request: Request, limit: Int) async throws -> ByteBuffer {
    do {
      return try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw WebFault.tooLarge(limit: limit)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw WebFault.tooSlow
    }
  }

  /// Hands the body over piece by piece.
  static func pieces(of request: Request, _ take: (ByteBuffer) throws -> Void) async throws {
    var pieces = request.body.makeAsyncIterator()
    while true {
      let piece: ByteBuffer?
      do {
        piece = try await pieces.next()
      } catch let error as CancellationError {
        throw error
      } catch {
        throw WebFault.tooSlow
      }
      guard let piece else { return }
      try take(piece)
    }
  }
}
