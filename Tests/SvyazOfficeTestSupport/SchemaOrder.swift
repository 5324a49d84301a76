/// Sequences of child elements, written out from the schemas of ECMA-376 (Transitional: wml.xsd, pml.xsd,
/// dml-main.xsd). Word and PowerPoint refuse files that break them.
public enum SchemaOrder {
  static let sequences: [String: [String]] = {
    var sequences: [String: String] = [
      "w:pPr": """
      pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
      suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
      snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
      textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
      """,
      "w:rPr": """
      rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
      webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
      eastAsianLayout specVanish oMath
      """,
      "w:tblPr": """
      tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd
      tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
      """,
      "w:tcPr": """
      cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
      """,
      "w:trPr": """
      cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden
      """,
      "w:sectPr": """
      headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
      formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
      """,
      "w:tblBorders": "top left start bottom right end insideH insideV",
      "w:tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
      "w:tblCellMar": "top left start bottom right end",
      "w:tbl": "tblPr tblGrid tr", "w:tr": "tblPrEx trPr tc", "w:tc": "tcPr p", "w:p": "pPr r",
      "w:pBdr":
        "top left bottom right between bar",
      "w:style": """
      name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal
      personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr
      """,
      "w:styles": "docDefaults latentStyles style", "w:docDefaults": "rPrDefault pPrDefault",
      "w:numbering": "numPicBullet abstractNum num", "w:num": "abstractNumId lvlOverride",
      "w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
      "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
      "w:settings": """
      zoom defaultTabStop characterSpacingControl compat themeFontLang clrSchemeMapping decimalSymbol listSeparator
      """,
      "w:font": "altName panose1 charset family notTrueType pitch sig", "w:numPr": "ilvl numId",
      "p:presentation": """
      sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz embeddedFontLst custShowLst photoAlbum
      custDataLst kinsoku defaultTextStyle
      """,
      "p:sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles",
      "p:sldLayout": "cSld clrMapOvr transition timing hf", "p:sld": "cSld clrMapOvr transition timing",
      "p:notes": "cSld clrMapOvr", "p:notesMaster": "cSld clrMap hf notesStyle",
      "p:cSld": "bg spTree custDataLst controls", "p:txStyles": "titleStyle bodyStyle otherStyle",
      "p:sp": "nvSpPr spPr style txBody", "p:cxnSp": "nvCxnSpPr spPr style",
      "p:nvSpPr": "cNvPr cNvSpPr nvPr", "p:nvCxnSpPr": "cNvPr cNvCxnSpPr nvPr",
      "p:nvGrpSpPr": "cNvPr cNvGrpSpPr nvPr", "p:nvGraphicFramePr": "cNvPr cNvGraphicFramePr nvPr",
      "p:graphicFrame": "nvGraphicFramePr xfrm graphic", "p:cNvCxnSpPr": "cxnSpLocks stCxn endCxn",
      "p:spPr": """
      xfrm custGeom prstGeom noFill solidFill gradFill blipFill pattFill grpFill ln effectLst effectDag scene3d sp3d
      """,
      "p:txBody": "bodyPr lstStyle p", "a:txBody": "bodyPr lstStyle p", "a:xfrm": "off ext chOff chExt",
      "a:bodyPr": "prstTxWarp noAutofit normAutofit spAutoFit scene3d sp3d flatTx",
      "a:pPr": """
      lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar buBlip tabLst
      defRPr
      """,
      "a:rPr": """
      ln noFill solidFill gradFill blipFill pattFill grpFill effectLst effectDag highlight uLnTx uLn uFillTx uFill latin
      ea cs sym hlinkClick hlinkMouseOver rtl
      """,
      "a:ln": """
      noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd
      """,
      "a:custGeom": "avLst gdLst ahLst cxnLst rect pathLst", "a:pattFill": "fgClr bgClr",
      "a:tbl": "tblPr tblGrid tr", "a:tc": "txBody tcPr",
      "a:tcPr": "lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D noFill solidFill gradFill blipFill pattFill grpFill",
      "a:themeElements": "clrScheme fontScheme fmtScheme",
      "a:fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst",
      "a:clrScheme": "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink",
    ]
    sequences["a:lvl1pPr"] = sequences["a:pPr"]
    sequences["a:defRPr"] = sequences["a:rPr"]
    sequences["a:endParaRPr"] = sequences["a:rPr"]
    for edge in ["lnL", "lnR", "lnT", "lnB"] { sequences["a:\(edge)"] = sequences["a:ln"] }
    return sequences.mapValues { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
  }()

  /// May come more than once in a row.
  private static let repeated: Set<String> = [
    "headerReference", "footerReference", "style", "abstractNum", "num", "lvl", "lvlOverride", "tr", "tc", "p", "r",
  ]

  /// Children that stand where the schema has no place for them, or before one that must come first.
  public static func problems(in tree: XMLTree) -> [String] {
    tree.all.flatMap { node -> [String] in
      guard let sequence = sequences[node.name] else { return [] }
      var problems: [String] = []
      var last = -1
      for child in node.children {
        let name = child.name.split(separator: ":").last.map(String.init) ?? child.name
        guard let place = sequence.firstIndex(of: name) else {
          problems.append("\(node.name) holds \(child.name)")
          continue
        }
        if place < last || (place == last && !repeated.contains(name)) {
          problems.append("\(node.name): \(child.name) stands too late")
        }
        last = max(last, place)
      }
      return problems
    }
  }
}
