-- SPDX-License-Identifier: MIT
-- For wrk: what it counted as one line of JSON, and, given a mark, a target of its own for every request ("@@" in the
-- target becomes the mark and a number, so that nothing can have kept an answer to it) or the targets of a file in turn.
--   wrk … -s wrk.lua URL [-- unique TARGET MARK | -- file PATH]
local made, count = {}, 0

local function pieces(target)
   local text = wrk.format("GET", target)
   local from, to = text:find("@@", 1, true)
   return text:sub(1, from - 1), text:sub(to + 1)
end

local function unique(target, mark)
   local before, behind = pieces(target)
   request = function()
      count = count + 1
      return before .. mark .. "-" .. count .. behind
   end
end

local function from_file(path)
   for line in io.lines(path) do made[#made + 1] = wrk.format("GET", line) end
   request = function()
      count = count % #made + 1
      return made[count]
   end
end

function init(arguments)
   local kind, operand, mark = arguments[1], arguments[2], arguments[3]
   if kind == "unique" then unique(operand, mark) end
   if kind == "file" then from_file(operand) end
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"requests":%d,"microseconds":%d,"bytes":%d,"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d,"p50":%d,"p99":%d,"longest":%d}\n',
      summary.requests, summary.duration, summary.bytes, errors.connect, errors.read, errors.write, errors.status,
      errors.timeout, latency:percentile(50), latency:percentile(99), latency.max))
end
