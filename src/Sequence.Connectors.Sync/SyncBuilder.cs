using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync;

/// <summary>What a host adds to the engine: its reactions, its records, how it imports, its options.</summary>
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

    /// <summary>Adds where the host's records of a type are read: a new link fills in a customer's history from there.</summary>
    public SyncBuilder Source<TRecord, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>()
        where TRecord : class, IRecord
        where TSource : class, IHostSource<TRecord>
    {
        Services.AddScoped<IHostSource<TRecord>, TSource>();
        return this;
    }

    /// <summary>Adds how the host takes a system's customers in.</summary>
    public SyncBuilder Import<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImport>()
        where TImport : class, IHostImport
    {
        Services.AddScoped<IHostImport, TImport>();
        return this;
    }
}
