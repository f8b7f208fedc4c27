using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Simulators;

/// <summary>The simulated systems behind one loopback address, each under a path of its own.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private SimulatorServer(WebApplication application, Uri address, TimeProvider clock)
    {
        this.application = application;
        Address = address;
        Clock = clock;
        QuickBooks = new QuickBooksSimulator(clock, new Uri(address, "quickbooks"));
    }

    /// <summary>The server's address, with a slash at the end.</summary>
    public Uri Address { get; }

    /// <summary>The clock of every simulator: a <see cref="SimulatedClock"/> unless the options say otherwise.</summary>
    public TimeProvider Clock { get; }

    /// <summary>QuickBooks Online.</summary>
    public QuickBooksSimulator QuickBooks { get; }

    /// <summary>Starts a server on loopback; it answers from the moment that this returns.</summary>
    public static async Task<SimulatorServer> StartAsync(SimulatorServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatorServerOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var application = builder.Build();
        SimulatorServer? server = null;
        SimulatorPipeline? pipeline = null;
        application.Run(context => pipeline!.HandleAsync(context));
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server = new SimulatorServer(application, new Uri(address + "/"), options.Clock ?? new SimulatedClock());
        pipeline = new SimulatorPipeline(server);
        server.QuickBooks.AddCompany(options.QuickBooksCompany);
        return server;
    }

    /// <summary>Stops the server; requests in flight are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        (Clock as SimulatedClock)?.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await application.StopAsync(now.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }
}
