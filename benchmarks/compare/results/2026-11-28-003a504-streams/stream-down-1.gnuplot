$data0 << END
"direct" 0x9e9e9e 4.42878 3.31906 4.65196
"haproxy" 0x6baed6 2.32087 1.99085 2.52865
"haproxy-splice" 0x2171b5 2.27987 2.22616 2.30961
"nginx" 0x41ab5d 1.65063 1.61602 1.95261
"haproxy-default" 0xbdd7e7 1.66387 1.64881 1.72703
"nginx-default" 0xa1d99b 1.62647 1.47740 1.63252
"sluice" 0xe6550d 2.07929 2.07079 2.40658
"uring" 0x8e44ad 2.21820 2.03726 2.42713
END
$data1 << END
"haproxy" 0x6baed6 0.00502286 0.00430870 0.00527239 0.333206 0.196397 0.390109
"haproxy-splice" 0x2171b5 0.00288641 0.00149731 0.00438548 0.268018 0.206378 0.287980
"nginx" 0x41ab5d 0.00605822 0.00170707 0.0144385 0.536286 0.407989 0.537162
"haproxy-default" 0xbdd7e7 0.0260431 0.0250909 0.0343679 0.542898 0.499887 0.559995
"nginx-default" 0xa1d99b 0.0204179 0.0163952 0.0225611 0.579980 0.563534 0.615918
"sluice" 0xe6550d 0.00969533 0.00961850 0.0257532 0.343060 0.264544 0.354107
"uring" 0x8e44ad 0.0120212 0.00549327 0.0196339 0.326075 0.293890 0.358318
END
$data2 << END
"haproxy" 0x6baed6 16334.2 16334.2 16334.2
"haproxy-splice" 0x2171b5 7874.00 7874.00 7874.00
"nginx" 0x41ab5d 63455.2 63455.2 63455.2
"haproxy-default" 0xbdd7e7 155034 155034 155034
"nginx-default" 0xa1d99b 142762 142762 142762
"sluice" 0xe6550d 8485.51 8485.51 8485.51
"uring" 0x8e44ad 9325.42 9325.42 9325.42
END
$data3 << END
"haproxy" 0x6baed6 15.2773 15.2773 15.2773
"haproxy-splice" 0x2171b5 15.1172 15.1172 15.1172
"nginx" 0x41ab5d 11.9414 11.9414 11.9414
"haproxy-default" 0xbdd7e7 14.9102 14.9102 14.9102
"nginx-default" 0xa1d99b 11.9648 11.9648 11.9648
"sluice" 0xe6550d 122.121 122.066 122.285
"uring" 0x8e44ad 123.441 123.203 123.602
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "stream-down-1.png"
set multiplot layout 1,4 title "stream-down-1: as many bytes as pass from the endpoint to the client, over connections: 1"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "GB/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU s/GB\nuser dark, system light"
set yrange [0:*]
plot $data1 using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \
  $data1 using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
set title "system calls/GB"
set yrange [0:*]
plot $data2 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data2 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
