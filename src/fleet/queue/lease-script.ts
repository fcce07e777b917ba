/**
 * A token bucket on the server, by the server's own clock: all workers of a vantage draw on it. Empty at first, so
 * that a server which lost its memory grants nothing twice. KEYS: the bucket, who shares it. ARGV: attempts per
 * second, the most that it holds, how many are wanted, who asks. Answers how many are granted, and to how many
 * sharers of the last three seconds.
 */
export const leaseScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local rate, most, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZADD', KEYS[2], now, ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - 3000)
redis.call('PEXPIRE', KEYS[2], 60000)
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(held[1] or '0'), tonumber(held[2] or now)
tokens = math.min(most, tokens + math.max(0, now - at) * rate / 1000)
local granted = math.min(wanted, math.floor(tokens))
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens - granted), 'at', string.format('%d', now))
redis.call('PEXPIRE', KEYS[1], 60000)
return { granted, redis.call('ZCARD', KEYS[2]) }
`;
