package main

import (
	"testing"
	"time"
)

func noJitter() float64 { return 0 }

func TestRetryDelayDoublesUpToTheCap(t *testing.T) {
	cases := map[int]time.Duration{1: time.Second, 2: 2 * time.Second, 3: 4 * time.Second, 10: 5 * time.Minute, 60: 5 * time.Minute}
	for attempt, fixedHalf := range cases {
		if got := retryDelay(attempt, 0, noJitter); got != fixedHalf {
			t.Errorf("attempt %d: got %v, want %v", attempt, got, fixedHalf)
		}
	}
}

func TestRetryDelayIsHalfRandom(t *testing.T) {
	almostOne := func() float64 { return 0.999 }
	if got := retryDelay(3, 0, almostOne); got <= 7*time.Second || got >= 8*time.Second {
		t.Errorf("got %v, want just under 8s", got)
	}
}

func TestRetryAfterWinsWhenItIsLonger(t *testing.T) {
	if got := retryDelay(1, parseRetryAfter("30"), noJitter); got != 30*time.Second {
		t.Errorf("got %v, want 30s", got)
	}
	if got := retryDelay(10, parseRetryAfter("30"), noJitter); got != 5*time.Minute {
		t.Errorf("got %v, want 5m", got)
	}
}

func TestRefusalsAreFinal(t *testing.T) {
	for status, want := range map[int]bool{400: false, 404: false, 408: true, 410: false, 429: true, 500: true, 503: true} {
		if got := isWorthRetrying(status); got != want {
			t.Errorf("status %d: got %v, want %v", status, got, want)
		}
	}
}
