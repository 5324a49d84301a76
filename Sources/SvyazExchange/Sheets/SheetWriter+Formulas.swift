internal import CXlsxwriter

// Cells that a spreadsheet computes: only formulas of our own, never a text from outside.
extension SheetWriter {
  /// How the result of a formula is shown.
  enum FormulaStyle { case integer, percent, text }

  /// A formula with the result that it has now, for programs that do not compute.
  ///
  /// - Parameter formula: in English with commas, as the file format wants it; it starts with `=`.
  func append(formula: String, result: Double, style: FormulaStyle) {
    let format =
      switch style {
      case .integer: formats.thousands
      case .percent: formats.percent
      case .text: formats.text
      }
    appendFormula { row, column in
      worksheet_write_formula_num(worksheet, row, column, formula, format, result)
    }
  }

  /// A formula whose result now is a text.
  func append(formula: String, text: String) {
    appendFormula { row, column in
      worksheet_write_formula_str(worksheet, row, column, formula, nil, text)
    }
  }

  /// A share as a number that is shown in per cent.
  func append(percent perMille: Int?) {
    guard let perMille else { return append(text: "нет данных") }
    append(number: Double(perMille) / 1000, format: formats.percent)
  }

  /// A sheet's name in a formula: quoted, quotes doubled.
  static func reference(_ sheet: String) -> String { "'" + sheet.replacing("'", with: "''") + "'" }
}
