-- Late deliveries by depot and week, worst first: the figure that the Monday meeting looks at.
-- "Late" is what services/orders/src/lateCredit.ts calls late: more than 15 minutes after the end of the slot.
WITH ended AS (
  SELECT
    depot,
    strftime('%Y-%W', day) AS week,
    minutes_late > 15 AS is_late,
    minutes_late,
    gross_cents
  FROM orders
  WHERE status IN ('delivered', 'cancelled')
)
SELECT
  ended.week,
  ended.depot,
  count(*) AS orders,
  sum(is_late) AS late,
  round(100.0 * sum(is_late) / count(*), 1) AS late_percent,
  max(minutes_late) AS worst_minutes,
  sum(gross_cents) / 100.0 AS revenue_eur
FROM ended
GROUP BY ended.week, ended.depot
HAVING count(*) >= 20 -- fewer orders make the share a matter of luck
ORDER BY ended.week DESC, late_percent DESC;
