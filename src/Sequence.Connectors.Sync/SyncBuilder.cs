using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync;

/// <summary>What a host adds to the engine: its reactions, its records, its options.</summary>
public sealed class SyncBuilder
{
    internal SyncBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Changes how the engine works.</summary>
    public SyncBuilder Configure(Action<SyncOptions> configure)
    {
        Services.AddSingleton(configure);
        return this;
    }

    /// <summary>Adds the host's answer to a change in a system, such as <see cref="InvoicePaymentChanged"/>.</summary>
    public SyncBuilder React<TChange, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TReaction>()
        where TChange : RemoteChange
        where TReaction : class, IReaction<TChange>
    {
        Services.AddScoped<IReaction<TChange>, TReaction>();
        return this;
    }
}
