/// What an office file says about itself.
public struct OfficeProperties: Hashable, Sendable {
  /// A day of the calendar; midnight UTC of it stands in the file, never the clock's time.
  public struct Date: Hashable, Sendable {
    public var year, month, day: Int

    public init(year: Int, month: Int, day: Int) {
      self.year = min(max(year, 1900), 2199)
      self.month = min(max(month, 1), 12)
      self.day = min(max(day, 1), 31)
    }

    var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)T00:00:00Z" }
  }

  public var title: String
  public var subject: String?
  public var author: String?
  public var description: String?
  /// BCP 47: `ru-RU`.
  public var language: String
  /// Created and last changed.
  public var date: Date

  public init(
    title: String, subject: String? = nil, author: String? = nil, description: String? = nil,
    language: String = "ru-RU", date: Date
  ) {
    self.title = title
    self.subject = subject
    self.author = author
    self.description = description
    self.language = language
    self.date = date
  }

  /// Word refuses a file with a longer one.
  private static let longest = 255

  var corePart: [UInt8] {
    var xml = XMLWriter()
    xml.element(
      "cp:coreProperties",
      [
        "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/", "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      ]
    ) { xml in
      xml.element("dc:title", text: OfficeText.line(title, most: Self.longest))
      if let subject { xml.element("dc:subject", text: OfficeText.line(subject, most: Self.longest)) }
      if let author { xml.element("dc:creator", text: OfficeText.line(author, most: Self.longest)) }
      if let description { xml.element("dc:description", text: OfficeText.line(description, most: 2000)) }
      xml.element("dc:language", text: OfficeText.line(language, most: Self.longest))
      xml.element("dcterms:created", ["xsi:type": "dcterms:W3CDTF"], text: date.text)
      xml.element("dcterms:modified", ["xsi:type": "dcterms:W3CDTF"], text: date.text)
    }
    return xml.bytes
  }

  var appPart: [UInt8] {
    var xml = XMLWriter()
    xml.element(
      "Properties", ["xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"]
    ) { $0.element("Application", text: "Svyaz") }
    return xml.bytes
  }
}
