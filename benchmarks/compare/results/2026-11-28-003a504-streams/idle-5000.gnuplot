$data0 << END
"haproxy" 0x6baed6 3377.00 3377.00 3377.00
"haproxy-splice" 0x2171b5 3377.00 3377.00 3377.00
"nginx" 0x41ab5d 9491.00 9491.00 9499.00
"sluice" 0xe6550d 1470.00 1422.00 1473.00
"uring" 0x8e44ad 1780.00 1737.00 4239.00
END
$data1 << END
"haproxy" 0x6baed6 31.3398 31.2539 31.3789
"haproxy-splice" 0x2171b5 31.3516 31.1719 31.3633
"nginx" 0x41ab5d 57.4180 57.3945 57.4844
"sluice" 0xe6550d 125.465 119.941 126.203
"uring" 0x8e44ad 131.449 130.277 134.844
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 680,400
set output "idle-5000.png"
set multiplot layout 1,2 title "idle-5000: memory of 5000 connections over which nothing passes"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "bytes/idle connection"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data1 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data1 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
