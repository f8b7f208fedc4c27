using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sequence.Connectors;

/// <summary>What <c>Add…</c> methods put systems into, and <c>Use…</c> methods change infrastructure of.</summary>
public sealed class SequenceConnectorsBuilder
{
    internal SequenceConnectorsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the host.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IServiceCollection Services { get; }

    /// <summary>Keeps grants in the given store. The default keeps them in memory.</summary>
    public SequenceConnectorsBuilder UseGrantStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IGrantStore => Use<IGrantStore, TStore>();

    /// <summary>Keeps connections in the given store. The default keeps them in memory.</summary>
    public SequenceConnectorsBuilder UseConnectionStore<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore
    >()
        where TStore : class, IConnectionStore => Use<IConnectionStore, TStore>();

    /// <summary>Keeps pending consents in the given store. The default keeps them in memory, which is enough for one process.</summary>
    public SequenceConnectorsBuilder UsePendingAuthorizationStore<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore
    >()
        where TStore : class, IPendingAuthorizationStore => Use<IPendingAuthorizationStore, TStore>();

    /// <summary>
    /// Calls the host's product by another name in its customers' systems. The default is <see cref="HostProduct.Default"/>.
    /// </summary>
    public SequenceConnectorsBuilder UseProduct(HostProduct product)
    {
        Services.Replace(ServiceDescriptor.Singleton(product));
        return this;
    }

    /// <summary>Encrypts stored secrets with AES-GCM under keys of 32 random bytes; the first encrypts, all decrypt.</summary>
    public SequenceConnectorsBuilder UseSecretKeys(params byte[][] keys) => UseSecretProtector(new AesGcmSecretProtector(keys));

    /// <summary>Encrypts stored secrets in the given way.</summary>
    public SequenceConnectorsBuilder UseSecretProtector(ISecretProtector protector)
    {
        Services.Replace(ServiceDescriptor.Singleton(protector));
        return this;
    }

    private SequenceConnectorsBuilder Use<
        TContract,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore
    >()
        where TContract : class
        where TStore : class, TContract
    {
        Services.Replace(ServiceDescriptor.Singleton<TContract, TStore>());
        return this;
    }
}
