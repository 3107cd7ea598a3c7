package main

import (
	"net/http"
	"strconv"
	"time"
)

const (
	// baseDelay is the wait before the second attempt. Most receivers that fail are only restarting.
	baseDelay = 2 * time.Second
	// maxDelay caps the growth, so that a receiver which is back again hears from us soon.
	maxDelay = 10 * time.Minute
	// maxAttempts bounds the whole effort to about half an hour; then the event goes to the dead letters.
	maxAttempts = 12
)

// retryDelay computes how long to wait after the given failed attempt, counted from 1.
//
// The retry delay is baseDelay doubled with each attempt and capped at maxDelay: 2 s, 4 s, 8 s, … 10 min. Half of it is
// fixed and half is random (equal jitter), so that receivers which went down together don't all get their calls back in the
// same second. If the receiver asked for a longer wait in a Retry-After header, that wait is taken instead.
//
// random returns numbers in [0, 1).
func retryDelay(attempt int, retryAfter time.Duration, random func() float64) time.Duration {
	delay := maxDelay
	if shift := attempt - 1; shift < 9 { // 2 s × 2⁹ is past the cap already
		delay = baseDelay << shift
	}
	half := delay / 2
	jittered := half + time.Duration(random()*float64(half))
	if retryAfter > jittered {
		return retryAfter
	}
	return jittered
}

// isWorthRetrying tells whether the same call may succeed later. A receiver that says 4xx has understood and refused,
// except for 408 (timeout) and 429 (too many requests).
func isWorthRetrying(status int) bool {
	return status >= 500 || status == http.StatusRequestTimeout || status == http.StatusTooManyRequests
}

// parseRetryAfter reads a Retry-After header in seconds. Dates, which the standard allows as well, count as no wish.
func parseRetryAfter(header string) time.Duration {
	seconds, err := strconv.Atoi(header)
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}
