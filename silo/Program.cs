return await Lth4Sa.Silo.SiloProgram.RunAsync(args);
