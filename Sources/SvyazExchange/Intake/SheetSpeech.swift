public import SvyazGraph

/// How tables, their columns and the cells of sheets are shown to people.
public enum SheetSpeech {
  /// «дата начала» of `from`.
  public static func column(_ table: Network.Table, _ name: String) -> String { ColumnRule.russian(table, name) }

  /// «партнёрства».
  public static func table(_ table: Network.Table) -> String { ColumnRule.russian(table) }

  /// As people would type it: days as `15.03.2021`.
  public static func text(_ cell: SheetCell) -> String {
    if case .day(let day) = cell { return day.russian }
    return SheetGrid.text(cell)
  }
}
