using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Something that happened to a linked record in a system. Told at least once; equal ones have equal <see cref="EffectId"/>s.
/// </summary>
public abstract record RemoteChange
{
    private protected RemoteChange(RemoteChangeFacts facts) => Facts = facts;

    /// <summary>Which record, where, and how it stood before.</summary>
    public RemoteChangeFacts Facts { get; }

    /// <summary>Equal whenever the same change is told again: keep it beside what you do, and do that once.</summary>
    public string EffectId => Facts.EffectId;

    /// <summary>The host's customer.</summary>
    public string Tenant => Facts.Tenant;

    /// <summary>The host's id of the record.</summary>
    public string LocalId => Facts.Link.LocalId;

    /// <summary>The system's id of the record.</summary>
    public string ExternalId => Facts.Link.ExternalId;

    internal abstract Task TellAsync(IServiceProvider services, CancellationToken cancellationToken);

    private protected static async Task TellAsync<TChange>(TChange change, IServiceProvider services, CancellationToken cancellationToken)
        where TChange : RemoteChange
    {
        foreach (var reaction in services.GetServices<IReaction<TChange>>())
        {
            await reaction.ReactAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }
}
