using Microsoft.Extensions.Options;

namespace Sequence.Connectors.Http;

/// <summary>Says at startup what is wrong with <see cref="ApiOptions"/>.</summary>
internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var problems = new List<string>();
        Check(options.MaxAttempts is null or >= 1, nameof(ApiOptions.MaxAttempts), options.MaxAttempts, "1 or more");
        Check(
            options.AttemptTimeout is null || options.AttemptTimeout > Duration.Zero,
            nameof(ApiOptions.AttemptTimeout),
            options.AttemptTimeout,
            "longer than nothing"
        );
        Check(
            options.LongestWait is null || options.LongestWait >= Duration.Zero,
            nameof(ApiOptions.LongestWait),
            options.LongestWait,
            "0 or longer"
        );
        Check(options.LimitShare is > 0 and <= 1, nameof(ApiOptions.LimitShare), options.LimitShare, "above 0, up to 1");
        Check(options.Reserve is >= 0 and < 1, nameof(ApiOptions.Reserve), options.Reserve, "from 0, below 1");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(bool holds, string setting, object? value, string rule)
        {
            if (!holds)
            {
                problems.Add(
                    $"ApiOptions.{setting} is {value}; it must be {rule}. Set it in ConfigureApi(options => options.{setting} = …)."
                );
            }
        }
    }
}
