using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
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
        Xero = new XeroSimulator(clock, new Uri(address, "xero"));
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(QuickBooks.AppSettings.Concat(Xero.AppSettings)).Build();
    }

    /// <summary>The server's address, with a slash at the end.</summary>
    public Uri Address { get; }

    /// <summary>The clock of every simulator: a <see cref="SimulatedClock"/> unless the options say otherwise.</summary>
    public TimeProvider Clock { get; }

    /// <summary>QuickBooks Online.</summary>
    public QuickBooksSimulator QuickBooks { get; }

    /// <summary>Xero.</summary>
    public XeroSimulator Xero { get; }

    /// <summary>
    /// What a host has in its configuration to reach these systems, with an app named <c>sandbox</c> for each: addresses, client ids and
    /// secrets, under keys such as <c>QuickBooks:Apps:sandbox:ClientId</c>.
    /// </summary>
    public IConfiguration Configuration { get; }

    /// <summary>Starts a server on loopback; it answers from the moment that this returns.</summary>
    public static async Task<SimulatorServer> StartAsync(
        SimulatorServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatorServerOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var application = builder.Build();
        SimulatorPipeline? pipeline = null;
        application.Run(context => pipeline?.HandleAsync(context) ?? SimulatorPipeline.NotReadyAsync(context));
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var server = new SimulatorServer(application, new Uri(address + "/"), options.Clock ?? new SimulatedClock());
        await server.FillAsync(options, cancellationToken).ConfigureAwait(false);
        pipeline = new SimulatorPipeline(server);
        return server;
    }

    /// <summary>
    /// Writes companies, organisations, tokens, idempotency keys and waiting webhooks as JSON, to be handed to
    /// <see cref="SimulatorServerOptions.State"/> later.
    /// The clock is not part of it. Tokens are in it as plain text.
    /// </summary>
    public async Task SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        var state = new JsonObject { ["quickbooks"] = QuickBooksState.Write(QuickBooks), ["xero"] = XeroState.Write(Xero) };
        var writer = new Utf8JsonWriter(destination);
        await using (writer.ConfigureAwait(false))
        {
            state.WriteTo(writer);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
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

    private async Task FillAsync(SimulatorServerOptions options, CancellationToken cancellationToken)
    {
        if (options.State is null)
        {
            QuickBooks.AddCompany(options.QuickBooksCompany);
            Xero.AddOrganisation(options.XeroOrganisation);
            return;
        }

        var state = await JsonNode.ParseAsync(options.State, cancellationToken: cancellationToken).ConfigureAwait(false);
        QuickBooksState.Read(Part(state, "quickbooks"), QuickBooks);
        XeroState.Read(Part(state, "xero"), Xero);
    }

    private static JsonObject Part(JsonNode? state, string system) => (state as JsonObject).Object(system)
        ?? throw new InvalidDataException("The state was not written by SimulatorServer.SaveAsync.");
}
