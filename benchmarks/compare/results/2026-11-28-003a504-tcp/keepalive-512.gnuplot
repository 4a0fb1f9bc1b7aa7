$data0 << END
"direct" 0x9e9e9e 160573 127933 163851
"haproxy" 0x6baed6 77643.7 64663.2 82660.2
"haproxy-splice" 0x2171b5 54802.1 52436.0 67980.7
"nginx" 0x41ab5d 72015.2 62882.5 80610.0
"sluice" 0xe6550d 77301.2 69531.4 82171.9
"uring" 0x8e44ad 73494.0 67403.8 83877.3
END
$data1 << END
"haproxy" 0x6baed6 1.01263 0.831093 1.48467 9.97311 9.56429 12.1162
"haproxy-splice" 0x2171b5 1.46322 1.25107 1.94191 16.4069 12.8606 16.6628
"nginx" 0x41ab5d 0.758732 0.681855 1.09659 10.5460 9.56690 12.3236
"sluice" 0xe6550d 0.846250 0.650652 1.69304 9.66636 9.08532 10.5815
"uring" 0x8e44ad 0.874912 0.435028 1.28831 10.5286 9.39139 11.6655
END
$data2 << END
"direct" 0x9e9e9e 1566.00 1528.00 1961.00 3459.00 3117.00 5709.00 6021.00 4963.00 9203.00
"haproxy" 0x6baed6 4852.00 4653.00 6208.00 10255.0 8941.00 11758.0 12689.0 10217.0 15368.0
"haproxy-splice" 0x2171b5 9192.00 7462.00 10654.0 13428.0 11756.0 17067.0 19676.0 14449.0 22358.0
"nginx" 0x41ab5d 5583.00 4929.00 6379.00 10940.0 8822.00 13052.0 13553.0 11719.0 17451.0
"sluice" 0xe6550d 5207.00 4884.00 5733.00 10041.0 9105.00 12299.0 12808.0 11093.0 16397.0
"uring" 0x8e44ad 4882.00 4222.00 5535.00 15718.0 11834.0 20839.0 19532.0 15594.0 42405.0
END
$data3 << END
"haproxy" 0x6baed6 4.97640 4.97640 4.97640
"haproxy-splice" 0x2171b5 9.57120 9.57120 9.57120
"nginx" 0x41ab5d 4.53570 4.53570 4.53570
"sluice" 0xe6550d 4.56990 4.56990 4.56990
"uring" 0x8e44ad 0.198300 0.198300 0.198300
END
$data4 << END
"haproxy" 0x6baed6 16.7617 16.7070 16.7930
"haproxy-splice" 0x2171b5 16.9766 16.9570 16.9922
"nginx" 0x41ab5d 22.5977 20.8789 26.6133
"sluice" 0xe6550d 129.184 125.355 132.816
"uring" 0x8e44ad 131.582 128.086 142.695
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "keepalive-512.png"
set multiplot layout 1,5 title "keepalive-512: 512 connections that stay open and ask for 2 bytes at a time"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "requests/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU µs/request\nuser dark, system light"
set yrange [0:*]
plot $data1 using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \
  $data1 using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
set title "latency µs\n● p50  ■ p99  ▲ p99.9"
set logscale y
set yrange [*:*]
set xrange [-0.5:*]
set offsets 0, 0.4, 0, 0
plot $data2 using 0:3:4:5:2:xtic(1) with yerrorbars pt 7 ps 1.2 lc rgb variable notitle, \
  $data2 using ($0+0.15):6:7:8:2 with yerrorbars pt 5 ps 1.2 lc rgb variable notitle, \
  $data2 using ($0+0.3):9:10:11:2 with yerrorbars pt 9 ps 1.2 lc rgb variable notitle
unset logscale y
unset offsets
set xrange [*:*]
set title "system calls/request"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data4 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data4 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
