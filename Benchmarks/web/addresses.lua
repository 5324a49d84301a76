-- wrk -s addresses.lua URL -- FILE: asks the addresses of FILE, one a line, in turn and from the start again.
-- `{n}` in an address is a number that no request had before. Ends with one line of JSON.
local addresses, turn, number = {}, 0, 0

function init(args)
  for line in io.lines(args[1]) do addresses[#addresses + 1] = line end
  number = tonumber(args[2] or "0")
end

function request()
  turn = turn % #addresses + 1
  local address = addresses[turn]
  if address:find("{n}", 1, true) then
    number = number + 1
    address = address:gsub("{n}", tostring(number))
  end
  return wrk.format("GET", address)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"seconds": %f, "requests": %d, "bytes": %d, "p50": %f, "p99": %f, "max": %f, "status": %d, "socket": %d}\n',
    summary.duration / 1e6, summary.requests, summary.bytes, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, latency.max / 1000, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
