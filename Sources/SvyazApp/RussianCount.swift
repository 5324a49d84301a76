/// «1 школа», «4 школы», «6 школ»: a number with the form of the noun that it takes.
///
/// - Parameters:
///   - one: with 1, 21, 101 …; `few`: with 2–4, 22–24 …; `many`: with 0, 5–20, 25–30 …
func counted(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
  "\(grouped(count)) \(form(count, one, few, many))"
}

/// The form alone.
func form(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
  let last = count.magnitude % 100
  if (11...14).contains(last) { return many }
  return switch last % 10 {
  case 1: one
  case 2, 3, 4: few
  default: many
  }
}

/// «одна», «четыре», «десять»: a number of feminine things in words up to ten, in digits above.
func spelled(_ count: Int) -> String {
  let words = [
    "ноль", "одна", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
  ]
  return words.indices.contains(count) ? words[count] : grouped(count)
}
