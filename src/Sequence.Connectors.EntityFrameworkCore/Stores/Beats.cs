namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>When an engine last said that it is at work, and when none did.</summary>
internal static class Beats
{
    public static Task<IReadOnlyList<Interval>> BeatAsync(
        DbContext context,
        Instant now,
        Duration longestSilence,
        CancellationToken cancellationToken
    ) =>
        context.InTransactionAsync<IReadOnlyList<Interval>>(
            async _ =>
            {
                await StoreAsync(context, now, longestSilence, cancellationToken).ConfigureAwait(false);
                var silences = await context
                    .Rows<SilenceRow>()
                    .OrderBy(one => one.Start)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
                return [.. silences.Select(one => new Interval(one.Start, one.End))];
            },
            _ => true,
            cancellationToken
        );

    private static async Task StoreAsync(DbContext context, Instant now, Duration longestSilence, CancellationToken cancellationToken)
    {
        var before = await context
            .Rows<BeatRow>()
            .FirstOrDefaultAsync(one => one.Id == BeatRow.OnlyId, cancellationToken)
            .ConfigureAwait(false);
        if (before is null)
        {
            await Table
                .Of<BeatRow>(context)
                .InsertAsync(context.Transaction(), [new BeatRow { At = now }], cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        // Of two processes that wake up at once, the one that replaces the beat remembers the silence.
        var replaced = await context.Rows<BeatRow>().Where(one => one.At == before.At)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.At, now), cancellationToken).ConfigureAwait(false);
        if (replaced == 1 && now - before.At > longestSilence)
        {
            await Table
                .Of<SilenceRow>(context)
                .InsertAsync(context.Transaction(), [new SilenceRow { Start = before.At, End = now }], cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
