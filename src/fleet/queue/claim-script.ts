/**
 * Notes that a turn of a run begins, unless another turn of it began after this one was due: that one stands for all
 * that were due before it. KEYS: who began last, by run. ARGV: the run, the job, when it was due, now (milliseconds).
 * Answers 1 where it begins. The same job, come again, begins again: what it began before did not end.
 */
export const claimScript = `
local last = redis.call('HGET', KEYS[1], ARGV[1])
if last then
  local at, job = string.match(last, '^(%d+) (.*)$')
  if at and job ~= ARGV[2] and tonumber(at) >= tonumber(ARGV[3]) then return 0 end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[4] .. ' ' .. ARGV[2])
return 1
`;
