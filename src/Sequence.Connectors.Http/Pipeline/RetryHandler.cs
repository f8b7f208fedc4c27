using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Sequence.Connectors.Http;

/// <summary>Second: repeats what <see cref="RetryRules"/> allow, waits as the system asks, and says in the end what is known.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<ApiCall> CallKey = new("Sequence.Connectors.Call");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly CallCounter _counter;
    private readonly ILogger<ApiClient> _log;

    public RetryHandler(TimeProvider clock, CallCounter counter, ILogger<ApiClient> log)
    {
        (_counter, _log) = (counter, log);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // Each call has its own number of attempts: the rules count them.
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = static args => ValueTask.FromResult(RetryRules.MayRepeat(CallOf(args.Context), args.Outcome.Exception)),
                DelayGenerator = static args => ValueTask.FromResult(RetryRules.WaitFor(CallOf(args.Context), args.Outcome.Exception)),
                OnRetry = args => Tell(CallOf(args.Context), args),
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            var response = await _pipeline
                .ExecuteAsync(
                    static (context, state) =>
                        new ValueTask<HttpResponseMessage>(state.Handler.AttemptAsync(state.Request, context.CancellationToken)),
                    context,
                    (Handler: this, Request: request)
                )
                .ConfigureAwait(false);
            return RetryRules.WaitIsTooLong(call) is { } tooLong ? throw tooLong : response;
        }
        catch (Exception exception) when (RetryRules.Explain(call, exception) is { } explained)
        {
            throw explained;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        call.Attempts++;
        call.Answer = null;
        return base.SendAsync(request, cancellationToken);
    }

    private ValueTask Tell(ApiCall call, OnRetryArguments<HttpResponseMessage> retry)
    {
        if (call.Answer is { Fault.RefreshToken: true })
        {
            call.RefusedToken = call.Token;
        }

        retry.Outcome.Result?.Dispose();
        _counter.CountRetry(call);
        Log.Repeats(
            _log,
            call.Connector,
            call.ConnectionId,
            call.Request.Operation,
            call.Attempts,
            retry.RetryDelay.TotalSeconds,
            call.Answer?.StatusCode
        );
        return ValueTask.CompletedTask;
    }

    private static ApiCall CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);
}
