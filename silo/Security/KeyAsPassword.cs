namespace Lth4Sa.Silo.Security;

/// <summary>
/// Marks endpoints that a browser opens, which cannot send a bearer key by itself: they also take the key as the password of
/// HTTP Basic, for which a browser asks. It then adds the key to whatever request for them it makes, also for a page of
/// another site, so only endpoints that change nothing have this mark.
/// </summary>
internal sealed class KeyAsPassword;
