/// Why an office file could not be written.
public enum OfficeError: Error, Hashable {
  case cannotWrite(reason: String)
}
