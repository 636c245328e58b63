# The mean of the rounds, with lowest and highest; the ratio is above 1 where Warren is better.
function shown(value) { return value >= 100 ? sprintf("%.0f", value) : sprintf("%.2f", value) }
function cell(key,  text) {
    if (!(key in count)) return "-"
    text = shown(sum[key] / count[key])
    return count[key] > 1 ? text " (" shown(low[key]) " to " shown(high[key]) ")" : text
}
{
    row = $1 "\t" $2
    if (!(row in better)) { rows[++n] = row; better[row] = $3 }
    key = row "\t" $4
    if (!(key in count) || $5 < low[key]) low[key] = $5
    if (!(key in count) || $5 > high[key]) high[key] = $5
    count[key]++
    sum[key] += $5
}
END {
    printf "\n%-11s %-28s %-32s %-32s %s\n", "scenario", "measure", "Warren", "RabbitMQ", "times better"
    for (i = 1; i <= n; i++) {
        split(rows[i], part, "\t")
        w = rows[i] "\twarren"
        r = rows[i] "\trabbitmq"
        ratio = "-"
        if ((w in count) && (r in count) && sum[w] > 0 && sum[r] > 0) {
            ratio = (sum[w] / count[w]) / (sum[r] / count[r])
            if (better[rows[i]] == "-") ratio = 1 / ratio
            ratio = sprintf("%.2f", ratio)
        }
        printf "%-11s %-28s %-32s %-32s %s\n", part[1], part[2], cell(w), cell(r), ratio
    }
}
