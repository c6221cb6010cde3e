using System.Text.Json;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Grains.Faults;
using Lth4Sa.Grains.Options;
using Lth4Sa.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Orleans.Storage;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>
/// Answers an exception with problem details. A fault of the silo is logged, and its cause is not told to the client; nor is where the
/// silo's files lie.
/// </summary>
internal sealed partial class ApiErrors(IProblemDetailsService problems, Lth4SaOptions options, ILogger<ApiErrors> log) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = Describe(exception);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            LogRequestFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        detail = options.Shown(detail);
        httpContext.Response.StatusCode = status;
        var problem = new ProblemDetails
        {
            Status = status,
            Detail = detail,
            Extensions = { ["errors"] = detail.Split(Environment.NewLine) },
        };
        if (exception is SpecException { Errors: { Count: > 0 } errors })
        {
            problem.Extensions[ApiJson.InvalidParams] = JsonSerializer.SerializeToElement(errors.Select(Shown), ApiJson.Options);
        }

        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
    }

    private SpecError Shown(SpecError error) => error with
    {
        Expected = options.Shown(error.Expected),
        Value = options.Shown(error.Value),
        Problem = options.Shown(error.Problem),
        Concerned = options.Shown(error.Concerned),
    };

    private static (int Status, string Detail) Describe(Exception exception) => exception switch
    {
        SpecException or ArgumentException => (StatusCodes.Status400BadRequest, exception.Message),
        BadHttpRequestException bad => (bad.StatusCode, (bad.InnerException as JsonException ?? exception).Message),
        NotFoundException => (StatusCodes.Status404NotFound, exception.Message),
        InconsistentStateException => (StatusCodes.Status409Conflict, "Somebody else changed it at the same time; try again."),
        StorageUnavailableException => (StatusCodes.Status503ServiceUnavailable, "The storage does not answer; try again later."),
        // The client has not cancelled anything: Orleans did, because a silo was lost.
        OrleansException or EnumerationAbortedException or DeviceLostException or OperationCanceledException =>
            (StatusCodes.Status503ServiceUnavailable, "A silo or a device does not answer; try again later."),
        TimeoutException => (StatusCodes.Status504GatewayTimeout, "It took too long; whether it was done is not known."),
        _ => (StatusCodes.Status500InternalServerError, "Something went wrong; the silo's log says what."),
    };
}
