module ryewheel.example/notify

go 1.19
