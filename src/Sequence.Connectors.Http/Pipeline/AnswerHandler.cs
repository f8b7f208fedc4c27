using System.Net;

namespace Sequence.Connectors.Http;

/// <summary>Fifth: one attempt, from its first byte to the last byte of its answer, in the time that it has.</summary>
internal sealed class AnswerHandler(TimeProvider clock, CallCounter counter) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        var pass = new AttemptPass(
            call.Target.Profile.Name,
            call.Request.Operation,
            call.Target.Hosts,
            call.Request.Effect != RequestEffect.Once
        );
        pass.GiveTo(request);
        counter.CountRequest(call);
        using var timeout = new CancellationTokenSource(call.Target.AttemptTimeout.ToTimeSpan(), clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await base.SendAsync(request, ending.Token).ConfigureAwait(false);
            var body = await WholeBody.ReadAsync(response, ending.Token).ConfigureAwait(false);
            call.Answer = AnswerReader.Read(call, response, body, clock);
        }
        catch (Exception failure) when (failure is not ConnectorException || pass.WasUsed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var lost = NoAnswerException.Of(failure, pass, timeout.IsCancellationRequested ? call.Target.AttemptTimeout : null);
            call.MayHaveHadEffect |= lost.WasSent && call.Request.Effect != RequestEffect.Read;
            throw lost;
        }

        call.MayHaveHadEffect |= call.Request.Effect != RequestEffect.Read && call.Answer.Fault is { HadNoEffect: false };
        counter.CountAnswer(call);
        return new HttpResponseMessage((HttpStatusCode)call.Answer.StatusCode);
    }
}
