using System.Net;
using System.Text;

namespace Sequence.Connectors.Http.Tests;

public sealed class RawApiTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-12")]
    public async Task Sends_any_request_with_our_token_and_gives_the_answer_as_it_is()
    {
        await using var host = new TestHost();
        var session = await OpenAsync(host);
        host.Api.AnswersInTurn(() => StubSystem.Json("{\"error\":1}", 404, ("X-Thing", "t")));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("reports/balance?date=today", UriKind.Relative));
        request.Headers.Add("X-Mine", "m");

        using var answer = await session.SendAsync(request, cancellationToken: Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("{\"error\":1}", await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal("t", answer.Headers.GetValues("X-Thing").Single());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var sent = Assert.Single(host.Api.Requests);
        Assert.Equal("https://api.test.example/base/reports/balance?date=today", sent.Address.AbsoluteUri);
        Assert.Equal("Bearer access-0", sent.Authorization);
        Assert.Contains("X-Mine: m", sent.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_a_write_without_key_once()
    {
        await using var host = new TestHost();
        var session = await OpenAsync(host);
        host.Api.Answers = (_, _) => throw new HttpRequestException("The connection was reset.");
        using var request = Post();

        await Assert.ThrowsAsync<EffectUnknownException>(() => host.Clock.DriveAsync(session.SendAsync(request, cancellationToken: Stop)));

        Assert.Single(host.Api.Requests);
    }

    [Fact]
    [Trait("Behaviour", "S1-12")]
    public async Task Repeats_a_write_with_a_key_under_that_key()
    {
        await using var host = new TestHost();
        var session = await OpenAsync(host);
        var turn = 0;
        host.Api.Answers = (_, _) =>
            turn++ == 0 ? throw new HttpRequestException("The connection was reset.") : Task.FromResult(StubSystem.Json("{}"));
        using var request = Post();

        using var answer = await host.Clock.DriveAsync(session.SendAsync(request, key: "k-1", cancellationToken: Stop));

        Assert.Equal(["?requestid=k-1", "?requestid=k-1"], host.Api.Requests.Select(one => one.Address.Query));
        Assert.All(host.Api.Requests, one => Assert.Equal("{\"note\":\"é\"}", one.Body));
    }

    [Fact]
    public async Task Refuses_an_authorization_of_the_caller()
    {
        await using var host = new TestHost();
        var session = await OpenAsync(host);
        using var request = Post();
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer mine");

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => session.SendAsync(request, cancellationToken: Stop));

        Assert.Contains("Authorization", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mine", failure.Message, StringComparison.Ordinal);
        Assert.Empty(host.Api.Requests);
    }

    [Fact]
    public async Task Reads_an_answer_that_announces_a_body_but_has_none()
    {
        await using var host = new TestHost();
        var session = await OpenAsync(host);
        host.Api.AnswersInTurn(() =>
            new HttpResponseMessage
            {
                RequestMessage = new HttpRequestMessage(HttpMethod.Head, (Uri?)null),
                Content = new AnnouncedContent(),
            }
        );
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri("notes", UriKind.Relative));

        using var answer = await session.SendAsync(request, cancellationToken: Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(host.Api.Requests);
    }

    [Fact]
    public async Task Refuses_an_absolute_address()
    {
        await using var host = new TestHost();
        var session = await OpenAsync(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://evil.example/x"));

        await Assert.ThrowsAsync<ArgumentException>(() => session.SendAsync(request, cancellationToken: Stop));
    }

    private static HttpRequestMessage Post() =>
        new(HttpMethod.Post, new Uri("notes", UriKind.Relative))
        {
            Content = new StringContent("{\"note\":\"é\"}", Encoding.UTF8, "application/json"),
        };

    private static async Task<ConnectorSession> OpenAsync(TestHost host)
    {
        await host.AddGrantAsync();
        await host.Get<IConnectionStore>().AddAsync(TestHost.Connection, Stop);
        return await host.Get<SequenceConnectors>().OpenAsync(TestHost.Connection.Id, Stop);
    }

    private sealed class AnnouncedContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long length)
        {
            length = 500;
            return true;
        }
    }
}
