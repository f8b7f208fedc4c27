using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Http.Tests;

public sealed class RetryTests
{
    private static HttpResponseMessage Status(int status, params (string Name, string Value)[] headers) =>
        StubSystem.Json("{}", status, headers);

    [Fact]
    public async Task Answers_with_body_headers_and_request_id()
    {
        await using var host = await StartAsync();
        host.Api.AnswersInTurn(() => StubSystem.Json("{\"a\":1}", 200, ("X-Request", "r-1")));

        var answer = await host.SendAsync(TestHost.Read("invoices?page=2"));

        Assert.Equal("{\"a\":1}"u8.ToArray(), answer.Body.ToArray());
        Assert.Equal("r-1", answer.RequestId);
        Assert.Equal("application/json; charset=utf-8", answer.Header("content-type"));
        var sent = Assert.Single(host.Api.Requests);
        Assert.Equal("https://api.test.example/base/invoices?page=2", sent.Address.AbsoluteUri);
        Assert.Equal("Bearer access-0", sent.Authorization);
    }

    [Fact]
    public async Task Waits_out_a_minute_of_Retry_After_in_no_real_time()
    {
        await using var host = await StartAsync();
        host.Api.AnswersInTurn(() => Status(429, ("Retry-After", "60")), () => Status(200));
        var started = host.Clock.Now;
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var answer = await host.SendAsync(TestHost.Write(RequestEffect.Once));

        Assert.Null(answer.Fault);
        Assert.Equal(2, host.Api.Requests.Count);
        Assert.Equal(Duration.FromSeconds(60), host.Clock.Now - started);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Reads_a_Retry_After_that_is_a_date()
    {
        await using var host = await StartAsync();
        var until = host.Clock.GetUtcNow().AddSeconds(30).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        host.Api.AnswersInTurn(() => Status(503, ("Retry-After", until)), () => Status(200));

        await host.SendAsync(TestHost.Read());

        Assert.Equal(TimeSpan.FromSeconds(30), host.Api.Requests.Last().At - host.Api.Requests.First().At);
    }

    [Fact]
    public async Task Does_not_sleep_on_a_day_of_Retry_After()
    {
        await using var host = await StartAsync();
        host.Api.AnswersInTurn(() => Status(429, ("Retry-After", "86400")));
        var started = host.Clock.Now;

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => host.SendAsync(TestHost.Read()));

        Assert.Equal(ConnectorErrorKind.RateLimited, failure.Kind);
        Assert.Equal(Duration.FromDays(1), failure.RetryAfter);
        Assert.Equal(started, host.Clock.Now);
        Assert.Single(host.Api.Requests);

        // The next request does not even ask: the limit is held back.
        failure = await Assert.ThrowsAsync<ConnectorException>(() => host.SendAsync(TestHost.Read()));
        Assert.Equal(ConnectorErrorKind.RateLimited, failure.Kind);
        Assert.Single(host.Api.Requests);
    }

    [Fact]
    public async Task Repeats_a_read_until_it_is_answered_and_waits_longer_each_time()
    {
        await using var host = await StartAsync();
        var turn = 0;
        host.Api.Answers = (_, _) => turn++ switch
        {
            0 => Task.FromResult(Status(503)),
            1 => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer ended."),
            2 => Task.FromResult(CutBody()),
            _ => Task.FromResult(Status(200)),
        };

        var answer = await host.SendAsync(TestHost.Read());

        Assert.Null(answer.Fault);
        Assert.Equal(4, host.Api.Requests.Count);
        Assert.All(host.Api.Requests.Zip(host.Api.Requests.Skip(1)), pair => Assert.True(pair.Second.At > pair.First.At));
    }

    [Fact]
    public async Task Gives_the_last_fault_when_repeating_does_not_help()
    {
        await using var host = await StartAsync();
        host.Api.AnswersInTurn(() => Status(503, ("X-Code", "busy"), ("X-Request", "r-9")));

        var answer = await host.SendAsync(TestHost.Read());

        Assert.Equal(4, host.Api.Requests.Count);
        var failure = Assert.Throws<ConnectorException>(answer.EnsureSuccess);
        Assert.Equal(
            (ConnectorErrorKind.Unavailable, "busy", "r-9", 503, "GET invoices", "connection-1"),
            (failure.Kind, failure.SystemCode, failure.RequestId, failure.StatusCode, failure.Operation, failure.ConnectionId));
    }

    [Fact]
    public async Task Tells_a_read_without_answer_as_a_timeout()
    {
        await using var host = await StartAsync();
        host.Api.Answers = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Status(200);
        };

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => host.SendAsync(TestHost.Read()));

        Assert.Equal(ConnectorErrorKind.Timeout, failure.Kind);
        Assert.Equal(4, host.Api.Requests.Count);
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("cut")]
    [InlineData("short")]
    [InlineData("silent")]
    public async Task Does_not_repeat_a_write_that_got_no_answer(string how)
    {
        await using var host = await StartAsync();
        host.Api.Answers = async (_, cancellationToken) =>
        {
            if (how == "silent")
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return how switch
            {
                "cut" => CutBody(),
                "short" => ShortBody(),
                _ => throw new HttpRequestException("The connection was reset.", new SocketException()),
            };
        };

        var failure = await Assert.ThrowsAsync<EffectUnknownException>(() => host.SendAsync(TestHost.Write(RequestEffect.Once)));

        Assert.Single(host.Api.Requests);
        Assert.Contains("POST invoice", failure.Reason, StringComparison.Ordinal);
        Assert.Equal("test", failure.Connector);
    }

    [Fact]
    public async Task Repeats_a_write_with_a_key_byte_for_byte()
    {
        await using var host = await StartAsync();
        var turn = 0;
        host.Api.Answers = (_, _) => turn++ switch
        {
            0 => throw new HttpRequestException("The connection was reset."),
            1 => Task.FromResult(CutBody()),
            2 => Task.FromResult(Status(500)),
            _ => Task.FromResult(Status(200)),
        };

        var answer = await host.SendAsync(TestHost.Write(RequestEffect.Repeatable, "invoice?requestid=k1"));

        Assert.Null(answer.Fault);
        Assert.Equal(4, host.Api.Requests.Count);
        Assert.Single(host.Api.Requests.Select(one => (one.Method, one.Address, one.Body, one.Headers)).Distinct());
    }

    [Fact]
    public async Task Says_that_the_effect_is_unknown_when_no_repeat_was_answered()
    {
        await using var host = await StartAsync();
        host.Api.Answers = (_, _) => throw new HttpRequestException("The connection was reset.");

        await Assert.ThrowsAsync<EffectUnknownException>(() => host.SendAsync(TestHost.Write(RequestEffect.Repeatable)));

        Assert.Equal(4, host.Api.Requests.Count);
    }

    [Fact]
    public async Task Does_not_call_a_write_without_effect_when_only_its_repeat_was_refused()
    {
        await using var host = await StartAsync();
        var turn = 0;
        host.Api.Answers = (_, _) =>
            turn++ == 0
                ? throw new HttpRequestException("The connection was reset.")
                : Task.FromResult(Status(429, ("Retry-After", "86400")));

        await Assert.ThrowsAsync<EffectUnknownException>(() => host.SendAsync(TestHost.Write(RequestEffect.Repeatable)));
    }

    [Fact]
    public async Task Repeats_any_write_that_never_left()
    {
        await using var host = await StartAsync();
        var turn = 0;
        host.Api.Answers = (_, _) =>
            turn++ < 2
                ? throw new HttpRequestException(HttpRequestError.ConnectionError, "No route.")
                : Task.FromResult(Status(200));

        var answer = await host.SendAsync(TestHost.Write(RequestEffect.Once));

        Assert.Null(answer.Fault);
        Assert.Equal(3, host.Api.Requests.Count);
    }

    [Fact]
    public async Task Says_that_nothing_happened_when_a_write_never_left()
    {
        await using var host = await StartAsync();
        host.Api.Answers = (_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "No such host.");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => host.SendAsync(TestHost.Write(RequestEffect.Once)));

        Assert.Equal(ConnectorErrorKind.Unavailable, failure.Kind);
    }

    [Fact]
    public async Task Does_not_repeat_a_write_that_failed_inside_the_system()
    {
        await using var host = await StartAsync();
        host.Api.AnswersInTurn(() => Status(500));

        var answer = await host.SendAsync(TestHost.Write(RequestEffect.Once));

        Assert.Single(host.Api.Requests);
        Assert.True(answer.IsEffectUnknown);
        Assert.Throws<EffectUnknownException>(answer.EnsureSuccess);
    }

    [Fact]
    public async Task Takes_a_refused_write_for_one_without_effect()
    {
        await using var host = await StartAsync();
        host.Api.AnswersInTurn(() => Status(400));

        var answer = await host.SendAsync(TestHost.Write(RequestEffect.Once));

        Assert.False(answer.IsEffectUnknown);
        Assert.Equal(ConnectorErrorKind.Invalid, Assert.Throws<ConnectorException>(answer.EnsureSuccess).Kind);
    }

    [Fact]
    public async Task Ends_at_once_when_the_caller_cancels()
    {
        await using var host = await StartAsync();
        using var source = new CancellationTokenSource();
        host.Api.Answers = async (_, cancellationToken) =>
        {
            await source.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return Status(200);
        };

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Clock.DriveAsync(host.Open().SendAsync(TestHost.Read(), source.Token))
        );

        Assert.Equal(source.Token, failure.CancellationToken);
        Assert.Single(host.Api.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tells_a_cancelled_call_as_cancelled_whatever_the_connection_says(bool beforeTheAnswer)
    {
        await using var host = await StartAsync();
        using var source = new CancellationTokenSource();
        host.Api.Answers = async (_, _) =>
        {
            await source.CancelAsync();
            return beforeTheAnswer ? throw new IOException("The operation was aborted.") : CutBody();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Clock.DriveAsync(host.Open().SendAsync(TestHost.Read(), source.Token))
        );

        Assert.Single(host.Api.Requests);
    }

    [Fact]
    public async Task Obeys_the_options_of_the_host()
    {
        await using var host = await StartAsync(connectors =>
            connectors.ConfigureApi(api => (api.MaxAttempts, api.LongestWait) = (2, Duration.FromSeconds(5)))
        );
        host.Api.AnswersInTurn(() => Status(503));

        await host.SendAsync(TestHost.Read());
        Assert.Equal(2, host.Api.Requests.Count);

        host.Api.AnswersInTurn(() => Status(429, ("Retry-After", "6")));
        await Assert.ThrowsAsync<ConnectorException>(() => host.SendAsync(TestHost.Read()));
        Assert.Equal(3, host.Api.Requests.Count);
    }

    private static HttpResponseMessage CutBody() => new() { Content = new StreamContent(new CutStream()) };

    private static HttpResponseMessage ShortBody()
    {
        var content = new StreamContent(new MemoryStream("{\"Invo"u8.ToArray()));
        content.Headers.ContentLength = 500;
        return new HttpResponseMessage { Content = content };
    }

    private static async Task<TestHost> StartAsync(Action<SequenceConnectorsBuilder>? configure = null)
    {
        var host = new TestHost(configure: configure);
        await host.AddGrantAsync(Duration.FromDays(2));
        return host;
    }

    private sealed class CutStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The answer ended.");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new IOException("The answer ended.");
    }
}
