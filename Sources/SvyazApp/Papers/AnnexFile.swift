internal import SvyazPaper

/// The annexes to orders as the bytes of one file, for the pages that hand them out.
public enum AnnexFile {
  public enum Kind: Hashable, Sendable { case mentors, associations }

  /// - Throws: ``PaperRequestError``, `OfficeError`.
  public static func docx(_ kind: Kind, of source: PaperSource) throws -> [UInt8] {
    try paper(kind, of: source).typeset().docx()
  }

  private static func paper(_ kind: Kind, of source: PaperSource) throws -> Paper {
    switch kind {
    case .mentors: try MentorAnnex(source: source).paper()
    case .associations: AssociationAnnex(source: source).paper()
    }
  }
}
