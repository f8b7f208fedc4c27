namespace Sequence.Connectors.Sync;

/// <summary>What becomes of a wish to link two records. A closed family.</summary>
internal abstract record LinkDecision
{
    private LinkDecision()
    {
    }

    /// <summary>They may be linked; links to records that are gone make room.</summary>
    public sealed record Make(IReadOnlyList<Link> Replaced) : LinkDecision;

    /// <summary>They are linked.</summary>
    public sealed record Stands(Link Standing) : LinkDecision;

    /// <summary>They cannot be.</summary>
    public sealed record Refuse(Problem Problem) : LinkDecision;

    /// <summary>Decides: one record of either side is in one link at most, for each variant.</summary>
    public static LinkDecision Of(LinkFacts facts)
    {
        var taken = facts.OfRemote.FirstOrDefault(one => !one.IsGone);
        if (taken is not null)
        {
            return taken.LocalId == facts.Local.LocalId
                ? new Stands(taken)
                : new Refuse(LinkTrouble.RemoteTaken(taken, facts.Local, facts.System));
        }

        var standing = facts.OfLocal.FirstOrDefault(one => one.Variant == facts.Variant);
        if (standing is { IsGone: false })
        {
            return new Refuse(LinkTrouble.LocalTaken(standing, facts.ExternalId, facts.System));
        }

        // A record that is being created would become a second one.
        return facts.Open.Any(one => one.State == EntryState.Sent && one.Variant == facts.Variant)
            ? new Refuse(LinkTrouble.OnItsWay(facts.Local, facts.System))
            : new Make([.. facts.OfRemote.Append(standing).OfType<Link>().DistinctBy(one => one.Id)]);
    }

    /// <summary>
    /// How a record counts as seen when it is linked by hand: its content is where both begin, but what happened to it before,
    /// such as a payment, is news to the host.
    /// </summary>
    public static SeenState Baseline(SeenState now) =>
        now with { Status = default, PaymentStatus = default, CreditStatus = default, Balance = null };
}
