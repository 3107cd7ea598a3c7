;; The products of one row of int8 numbers with each of many: see src/core/knowledge/search/meaning/kernel.ts.
;; Compiled by `node scripts/kernel/compile.ts`. The numbers are -127 to 127: the sum of two products then fits into 16 bits.
(module
  (memory (export "memory") 1 65536)
  (func (export "dots")
    (param $rows i32)      ;; where the first row begins
    (param $count i32)     ;; how many rows there are, one after the other
    (param $width i32)     ;; bytes of a row, a multiple of 16
    (param $wanted i32)    ;; where the row begins that they are multiplied with
    (param $out i32)       ;; where the products go, 32 bits each
    (local $at i32) (local $end i32) (local $last i32) (local $with i32)
    (local $sum v128) (local $a v128) (local $b v128)
    (local.set $at (local.get $rows))
    (local.set $last (i32.add (local.get $rows) (i32.mul (local.get $count) (local.get $width))))
    (block $done
      (loop $row
        (br_if $done (i32.ge_u (local.get $at) (local.get $last)))
        (local.set $end (i32.add (local.get $at) (local.get $width)))
        (local.set $with (local.get $wanted))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (loop $step
          (local.set $a (v128.load (local.get $at)))
          (local.set $b (v128.load (local.get $with)))
          (local.set $sum
            (i32x4.add (local.get $sum)
              (i32x4.extadd_pairwise_i16x8_s
                (i16x8.add
                  (i16x8.extmul_low_i8x16_s (local.get $a) (local.get $b))
                  (i16x8.extmul_high_i8x16_s (local.get $a) (local.get $b))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $with (i32.add (local.get $with) (i32.const 16)))
          (br_if $step (i32.lt_u (local.get $at) (local.get $end))))
        (i32.store (local.get $out)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $row)))))
