namespace Lth4Sa.Silo.Endpoints;

internal sealed partial class ApiErrors
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogRequestFailed(Exception exception, string method, string path);
}
