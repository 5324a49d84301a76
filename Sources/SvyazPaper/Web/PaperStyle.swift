/// The style sheet of papers: print as official papers have it, and screens from a telephone up.
enum PaperStyle {
  static func css(_ paper: Paper) -> String { common + screen + print(paper) }

  private static let common = """
    * { box-sizing: border-box; }
    html { font-family: "PT Sans", "Noto Sans", "Segoe UI", "DejaVu Sans", sans-serif; color: #1f2933; }
    body { margin: 0; line-height: 1.4; overflow-wrap: anywhere; }
    h1, h2, h3, h4 { line-height: 1.2; margin: 0; overflow-wrap: break-word; }
    p { margin: 0 0 .55em; }
    .subtitle { color: #465361; }
    .mark, .remark { color: #465361; }
    .lead { font-weight: 700; border-left: 3px solid #0b4f8a; padding-left: .7em; margin-bottom: 1em; }
    .centred { text-align: center; }
    .right { text-align: right; }
    ul, ol { margin: 0 0 .7em; padding-left: 1.6em; }
    li { margin-bottom: .25em; }
    .table { margin: 0 0 1em; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; font-variant-numeric: lining-nums; }
    caption { text-align: left; font-weight: 700; padding-bottom: .35em; }
    th, td { border: 1px solid #6f8092; padding: .28em .42em; text-align: left; vertical-align: top; }
    th { font-weight: 700; }
    thead th { background: #eef3f8; vertical-align: bottom; }
    th.right, td.right { text-align: right; }
    th.centre, td.centre { text-align: center; }
    tr.group th { background: #f5f8fb; border-top: 2px solid #465361; }
    tr.total td { font-weight: 700; border-top: 2px solid #465361; }
    tr.empty td { color: #465361; text-align: center; }
    figure { margin: .4em 0 1.1em; }
    figcaption { font-weight: 700; margin-top: .4em; }
    .drawing svg { display: block; max-width: 100%; height: auto; }
    .key { display: table; margin: .2em 0 1em; border: 1.5px solid #6f8092; border-left-width: 6px; padding: .45em .9em; }
    .key .value { display: table-cell; vertical-align: middle; font-weight: 700; line-height: 1.05; white-space: nowrap; }
    .key .what { display: table-cell; vertical-align: middle; padding-left: 1em; }
    .key .what p { margin: 0; }
    .key .state { font-weight: 700; }
    .key.reached { border-color: #00745a; } .key.reached .state { color: #00583f; }
    .key.short { border-color: #9a6b00; border-style: dashed; border-left-style: solid; }
    .key.short .state { color: #6b4a00; }
    .key.unknown { border-style: dotted; }
    .signatures { display: table; width: 100%; margin: 2em 0 1em; }
    .signature { display: table-row; }
    .signature > div { display: table-cell; vertical-align: bottom; padding: 1em .5em 0 0; }
    .signature .role { width: 44%; }
    .signature .line { width: 26%; }
    .signature .line span { display: block; border-top: 1px solid #1f2933; text-align: center; color: #465361; }
    .signature .role, .signature div.name:not(.line) { padding-bottom: 1.1em; }
    .parties { display: table; width: 100%; table-layout: fixed; margin: 1em 0; }
    .party { display: table-cell; padding-right: 1.5em; vertical-align: top; }
    .party p { margin: 0 0 .35em; }
    .party .name { font-weight: 700; margin-bottom: .6em; }
    .sample { background: #fdf6d8; color: #5c4700; border: 1px solid #9a6b00; font-weight: 700; margin: 0; }
    footer { border-top: 1px solid #6f8092; color: #465361; }
    footer dl { margin: 0 0 .5em; display: table; }
    footer dl > div { display: table-row; }
    footer dt { display: table-cell; padding: 0 1.2em .15em 0; white-space: nowrap; }
    footer dd { display: table-cell; margin: 0; padding-bottom: .15em; }
    code { font-family: "PT Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace; font-size: .92em; }

    """

  private static let screen = """
    @media screen {
      html { background: #f1f4f8; font-size: 15px; }
      body { max-width: 54rem; margin: 0 auto; background: #ffffff; min-height: 100vh; padding: 0 2.5rem 2rem; }
      .sample { margin: 0 -2.5rem; padding: .45rem 2.5rem; }
      body.landscape { max-width: 76rem; }
      header { padding: 1.6rem 0 1rem; }
      h1 { font-size: 1.75rem; }
      h2 { font-size: 1.3rem; margin: 1.6rem 0 .5rem; }
      h3 { font-size: 1.1rem; margin: 1.2rem 0 .4rem; }
      h4 { font-size: 1rem; margin: 1rem 0 .3rem; }
      .subtitle { font-size: 1.1rem; margin: .3rem 0 0; }
      .mark { font-size: .87rem; margin: .4rem 0 0; }
      .remark, footer { font-size: .87rem; }
      .lead { font-size: 1.13rem; }
      table { font-size: .93rem; }
      .table, .drawing { overflow-x: auto; }
      table.wide { min-width: 49em; }
      .landscape table.wide { min-width: 75em; }
      .drawing svg { width: 100%; min-width: 40rem; }
      .key .value { font-size: 2.6rem; }
      .signature .line span { font-size: .8rem; }
      .page-break { border-top: 1px dashed #6f8092; margin: 1.5rem 0; }
      details { margin: .4rem 0 0; }
      summary { cursor: pointer; color: #0b4f8a; padding: .3rem 0; }
      summary:focus-visible, .table:focus-visible, .drawing:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
      footer { margin-top: 2rem; padding-top: .2rem; }
      footer h2 { font-size: 1rem; margin: .8rem 0 .4rem; }
    }
    @media screen and (max-width: 40rem) {
      body { padding: 0 1rem 1.5rem; }
      .sample { margin: 0 -1rem; padding: .45rem 1rem; }
      h1 { font-size: 1.45rem; }
      .key, .key .value, .key .what { display: block; padding-left: 0; }
      .key { padding: .45rem .9rem; }
      .signatures, .signature, .signature > div, .parties, .party { display: block; width: auto; }
      .signature .role, .signature .line, .signature > div { width: auto; padding-bottom: 0; }
      .signature { margin-bottom: 1.5rem; }
      .signature .line { padding-top: 1.8rem; }
      .party { padding: 0 0 1.2rem; }
      footer dl, footer dl > div, footer dt, footer dd { display: block; }
      footer dt { font-weight: 700; }
    }

    """

  private static func print(_ paper: Paper) -> String {
    let font = #"font: 8pt "PT Sans", "Noto Sans", "DejaVu Sans", sans-serif; color: #465361;"#
    let sample =
      paper.mark.isSample
      ? """
      @page { @top-right { content: "Учебные данные"; font: bold 8pt "PT Sans", "Noto Sans", "DejaVu Sans", sans-serif;
        color: #5c4700; vertical-align: bottom; padding-bottom: 4mm; } }
      @page :first { @top-right { content: none; } }

      """ : ""
    return """
      @page { size: A4 \(paper.orientation == .portrait ? "portrait" : "landscape"); margin: 20mm 15mm 20mm 30mm;
        @bottom-left { content: string(mark); width: 82%; text-align: left; vertical-align: top; padding-top: 4mm; \(font) }
        @bottom-right { content: "стр. " counter(page) " из " counter(pages); width: 18%; text-align: right;
          vertical-align: top; padding-top: 4mm; \(font) } }
      \(sample)@media print {
        html { font-size: 11pt; }
        header { string-set: mark attr(data-running); margin-bottom: 5mm; }
        .sample { font-size: 9pt; padding: 1.5mm 3mm; margin-bottom: 5mm; }
        h1 { font-size: 18pt; string-set: none; }
        h2 { font-size: 14pt; margin: 6mm 0 2.5mm; }
        h3 { font-size: 12pt; margin: 4.5mm 0 2mm; }
        h4 { font-size: 11pt; margin: 3.5mm 0 1.5mm; }
        h1, h2, h3, h4 { break-after: avoid; break-inside: avoid; }
        .subtitle { font-size: 12pt; margin: 1.5mm 0 0; }
        .mark { font-size: 9pt; margin: 1.5mm 0 0; }
        .remark { font-size: 9pt; }
        .lead { font-size: 12pt; break-inside: avoid; }
        p, li { orphans: 3; widows: 3; }
        table { font-size: 9.5pt; line-height: 1.3; }
        caption { break-after: avoid; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        tr.group { break-after: avoid; }
        th, td { border-width: .6pt; }
        figure { break-inside: avoid; }
        figcaption { font-size: 10pt; }
        details { display: none; }
        .key { break-inside: avoid; }
        .key .value { font-size: 30pt; }
        .signatures, .parties, .party { break-inside: avoid; }
        .signatures { break-before: avoid; }
        .signature .line span { font-size: 8pt; }
        .page-break { break-after: page; }
        footer { break-inside: avoid; font-size: 9pt; margin-top: 8mm; }
        footer h2 { font-size: 11pt; margin: 2.5mm 0 1.5mm; }
      }

      """
  }
}
