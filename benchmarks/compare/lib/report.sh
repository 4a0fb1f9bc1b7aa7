# Sourced: the report and its plots, from what was measured.

report() {
  "$JAVA_HOME/bin/java" $here/src/main/java/io/sluice/compare/Report.java "$1"
  (
    cd "$1" || exit
    failed=0
    for plot in *.gnuplot; do
      gnuplot "$plot" || failed=1
    done
    exit $failed
  )
  echo "$1/report.md"
}
