import SvyazExchange
import SvyazGraph
import SvyazTestSupport

/// A small sound folder, file by file, for tests that damage it.
enum FolderFixture {
  static let files: [String: String] = [
    "network.json": """
    {
      "version": 1,
      "id": "town",
      "name": "Городок",
      "asOf": "2020-12-01",
      "subjects": [
        { "id": "math", "name": "Математика" },
        { "id": "russian", "name": "Русский язык" }
      ],
      "targets": [
        { "indicator": 9, "perMille": 900, "date": "2021-12-31" }
      ]
    }
    """,
    "districts.csv": """
    id,name,neighbours,lat,lon
    d1,Первый,d2,53.1,50.1
    d2,Второй,d1;d3,,
    d3,Третий,d2,,
    """,
    "schools.csv": """
    id,number,name,short_name,kind,district,address,lat,lon,students
    s1,1,Школа 1,,школа,d1,,53.2,50.2,500
    s2,2,Школа 2,,лицей,d2,,,,900
    s3,,Школа 3,Ш3,,,,,,
    s4,1,Школа 4,,школа,d3,,,,20
    """,
    "statuses.csv": """
    school,status,from,to,basis
    s1,low_result,2019-09-01,2020-09-01,Приказ
    s1,low_result,2020-09-01,,Приказ
    s2,high_result,2020-01-01,,
    """,
    "results.csv": """
    school,subject,assessment,grade,year,participants,successful
    s1,math,oge,9,2020,60,20
    s2,math,oge,9,2020,80,75
    """,
    "mentors.csv": """
    school,subject,capacity
    s2,,2
    s2,math,1
    """,
    "constraints.csv": """
    rule,mentee,mentor,subject
    pin,s1,s2,math
    ban,s1,s4,
    """,
    "partnerships.csv": """
    id,mentor,mentee,subject,status,from,to,agreement
    p1,s2,s1,math,active,2020-09-01,,Договор 1
    p2,s4,s1,,completed,2019-01-01,2020-01-01,
    """,
    "associations.csv": """
    id,name,subject,umo,base,from,to
    a1,ММО,math,,s2,2020-09-01,
    """,
    "memberships.csv": """
    association,school,role,from,to
    a1,s1,low_result,2020-09-01,2020-11-01
    a1,s1,member,2020-11-01,
    a1,s2,leader,2020-09-01,
    """,
    "events.csv": """
    id,kind,title,date,subject,host,association,partnership,organiser
    e1,seminar,Семинар,2020-10-01,math,s2,a1,,ЦРО
    e2,lesson_visit,Уроки,2020-10-15,,,,p1,ЦРО
    """,
    "participations.csv": """
    event,school,role,people
    e1,s1,participant,3
    e1,s2,host,5
    """,
    "programmes.csv": """
    school,kind,developed,from,to
    s1,quality_improvement,2020-08-20,2020-09-01,2021-06-01
    """,
    "staff.csv": """
    school,year,group,total,trained_method_service,trained_effective_mode,trained_quality
    s1,2020,teacher,30,5,30,0
    """,
    "measures.csv": """
    number,section,title,due_from,due_to,responsible,expected,done_on,evidence
    1,Раздел,Мероприятие,2020-09-01,2020-09-01,ЦРО,Отчёт,,
    """,
  ]

  /// Writes the folder with some files replaced; `nil` leaves a file out.
  static func folder(replacing changes: [String: String?] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files where !changes.keys.contains(name) { try folder.write(text, to: name) }
    for (name, text) in changes { if let text { try folder.write(text, to: name) } }
    return folder
  }

  /// A file with one line replaced; the header is line 1.
  static func file(_ name: String, line: Int, _ text: String) -> String {
    var lines = files[name, default: ""].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[line - 1] = text
    return lines.joined(separator: "\n")
  }

  /// A file with lines added at its end.
  static func file(_ name: String, adding lines: String...) -> String {
    ([files[name, default: ""]] + lines).joined(separator: "\n")
  }
}

/// The facts of a fault, short enough for tables of tests.
struct Expected: Hashable, Sendable, CustomStringConvertible {
  let file: String
  let row: Int
  let column: String
  let value: String

  init(_ file: String, _ row: Int, _ column: String, _ value: String) {
    self.file = file
    self.row = row
    self.column = column
    self.value = value
  }

  init(_ fault: Fault) { self.init(fault.file, fault.row, fault.column, fault.value) }

  var description: String { "\(file):\(row) \(column) «\(value)»" }
}
