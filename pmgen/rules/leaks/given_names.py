"""First names by which a person is known in prose."""

from __future__ import annotations

from typing import Final

GIVEN: Final = frozenset(
    """
    aarav aaron abdul abdullah abdulrahman abigail abimbola abiola achieng adaeze adam adebayo aditya adrian adriana
    afonso agata agnes agnieszka agustin ahmad ahmed aiko aino aisha akash akiko akira akua albert alberto alejandra
    alejandro aleksandar aleksander aleksandr aleksandra aleksi alessandra alessandro alessia alessio alex alexander
    alexandra alexandros alexei alfred ali alice alicia alina amanda amara amelia amina amir amit amrita amy ana
    ananya anastasia anastasios anatoliy anatoly anders andre andrea andreas andreea andrei andres andrew andrey
    andrzej angela anh aniket anil anirudh anita anja anjali ankit ankita anna anne anneli annette anthony antoine
    anton antonella antonia antonio anupam aoife aparna aravind arjun arkady arnaud arne artem arthur arturo arun
    arvind asbjorn ashish ashley ashok astrid athanasios attila aurelie aurelien ayelet ayesha ayodele ayumi babak
    babatunde balazs baptiste barbara bartosz beata beatrice beatriz becky behrouz bengt benjamin benoit bente
    bernard bernardo bernd bethany bhavna bianca bilal biljana birgit birgitta bjarne bjorn bogdan boguslaw bohdan
    bohumil bojan boris bozena bradley bram brandon brenda brian bridget brittany bronislaw bruna bruno cagla caio
    caleb cameron camila camille carina carla carlos carlotta carmen carol caroline carolyn catalin catalina
    catarina catherine cecilia cedric cees celine charles cheryl chiamaka chiara chidi chinedu chinonso chioma chloe
    chris christina christine christoph christophe christopher christos chukwuemeka ciaran cillian claire clara
    claudia claudio clemens clifford colin connor conor constantin corinne cosimo cosmin courtney craig cristian
    cristina cristobal csaba curtis cynthia czeslaw daan daisuke damian damien daniel daniela daniele danielle danny
    danuta dariusz darren david davide deborah declan deepa deepak deepika deirdre dejan delphine denise deniz
    dennis derek desislava desmond dhruv diana diane didier diego dieter dimitra dimitri dimitris diogo dionysis
    dirk divya dmitri dmitry dmytro domenico dominic dominik dominique donald donatella donna doris dorota dorothy
    douglas dragan dragos duncan dusan dustin eamon ebele ebru edoardo eduarda eduardo edward eero efua eileen einar
    eino eirik eitan ekaterina ekene elaine eleanor eleftherios elena eleni elif elijah elisa elisabetta elizabeth
    elizaveta ella ellen elodie elzbieta emanuele emeka emil emilia emilio emily emine emma emre enrico enrique eoin
    eric erica erik ersin espen esra esteban esther eszter ethan etienne eugene eunji eva evan evangelos evelyn
    evgenia evgeniy evgeny ewa ewan eyal fabian fabiana fabien fabio fabrice fabrizio faisal farah farhad fatima
    fatma federica federico felicity felipe femke ferdinand ferenc fernanda fernando filip filippo fiona flavio
    florent florian florin folake frances francesca francesco francisco francois frantisek franz frederic fredrik
    frida friedrich funmi fyodor gabor gabriel gabriela gabriele gaelle galina gareth gary gaurav gautier gavin
    gbenga geert gennady gennaro geoffrey georg georgios gerald gerard gerardo gergely gerhard gheorghe giacomo
    gianluca gianni gijs gilles gillian giorgio giovanni giulia giuseppe glenn gokhan gonzalo gopal goran govind
    graeme grazyna greg gregoire gregory grigory grzegorz guillaume guillermo gunilla gunnar gunter gunther gustavo
    gyorgy hakan hakon halina halvard hamza hana hanna hannah hanne hans haoran haoyu harald harish harold harriet
    haruka haruto hasan hassan hatice havard heather heidi heike heikki helen helena helene helga heloisa hemant
    hendrik henrik henrique henry herve hieu hiroshi hoang holger howard hristo hugh huong huseyin hussein hyejin
    hyun hyunwoo iain ian ibrahim ifeanyi ignacio igor ijeoma ilaria ildiko ilse ilya imogen imre ines inga ingeborg
    ingrid inigo ioana ioannis ionut irene irina isaac isabel isabelle isha isidro ismail istvan itai iulian ivan
    ivana ivaylo iwona jacek jacob jacqueline jacques jadwiga jaime jakob jakub jamal james jane janet janine janos
    janusz jared jari jarkko jarmila jaroslav jaroslaw jason javier jeff jeffrey jelena jenna jennifer jens jeremiah
    jeremy jeroen jerome jerry jerzy jesper jessica jiahao jianguo jianhua jihoon jill jim jindrich jiri jisoo jiwoo
    joachim joan joana joanna joanne joao joaquin jochen joe joel joerg johan johanna johannes john jonas jonathan
    joost jordi jorg jorge joris jose josef josefina joseph josephine joshua jovana joyce jozef jozsef juan juana
    judith juergen juhani jukka julian juliane julie julien julio junichi junjie juraj jurgen justin justyna jyoti
    kacper kaisa kalle kalman kamau kamil karen karim karin karl karolina karthik kartik katalin katarzyna kate
    katerina katharina katherine kathleen katja katrin kavita kazimierz kazuki kees keiko keith kelly kemal kenichi
    kenji kenneth kenta kerstin kevin khaled khalid kieran kimberly kinga kiran kirill kirsten kirsty kjell klaus
    knut koen kofi konstantin konstantina kostas krasimir krishna kristen kristina kristof krystyna krzysztof ksenia
    kwabena kwaku kwame kwasi kyle laetitia lajos lakshmi lalit larisa larissa larry lars lasse laszlo laura lauren
    laurence laurent laurentiu layla leah leandro leanne lefteris leif leila lena lenka leon leonard leonardo leonid
    leonor leslie leszek leticia levente lewis leyla liam libor lieke lihua liisa linda lindiwe lingling linh lionel
    lisa liviu ljubica loic lorenzo lorraine louis louise luana lubos luca lucas lucia luciana luciano lucja lucy
    ludivine ludmila luigi luis luisa lukas lukasz lurdes lwazi lydia lyudmila maarten macarena maciej madalina
    maddalena madhuri mads maeve magda magdalena magnus mahesh mahmoud makoto maksim malcolm malgorzata mandla mandy
    manfred manish manoj manuel manuela marc marcel marcela marcelo marcia marcin marco marcus marek margaret
    margarita maria mariana maricarmen marie marija marijke mario mariola marion marit marius mariusz mariya
    marjorie marketa marloes marta martha martin martina marton mary maryam marzena masashi massimo mateus mateusz
    mathias mathieu mathilde matias matteo matthew matthias matti maureen maurice mauricio maurizio mauro maxence
    maxim maxime meena meera megan mehmet meiling melanie melinda melissa meredith merve mette michael michaela
    michal michel michela michele michelle michiko mieke miguel mihai mikael mikhail mikko miklos milena milica
    milorad milos minh minho minjun mircea mireille mirko miroslav miroslaw mladen mohamed mohammad mohammed mohan
    monica monika morten moshe muhammad muhammed mukesh murat murilo mustafa mwangi mylene nadezhda nadia nadine
    nancy naoki naomi nasrin nasser natalia natalie natasha nathalie nathan naveen nebojsa neha neil nemanja nenad
    ngozi nguyen niamh nicholas nick nicola nicolas nicole nicoletta niek niels nigel nikhil nikita niklas nikola
    nikolai nikos nils nina nisha nitin njeri nkechi nnamdi nneka noah noam noemie nomsa noor nora norbert noriko
    nour nuno nuria oana obinna octavian octavio odile ofer oguz oisin oksana olaf oleg oleksandr oleksiy olga
    oliver olivia olivier olumide oluwaseun oluwatobi omar ondrej onur onyeka orhan orla osama otavio otieno ottavio
    ovidiu oystein ozan ozge pablo padraig pamela panagiotis pankaj paola paolo parisa pascal pasquale patricia
    patrick patrik paul paula pauline paulo pavel pavla pavlos pawel pedro pekka penelope pernille peter petra
    petteri philip philipp philippe phoebe phuong phyllis pierre pieter pietro piotr pirjo plamen pooja pradeep
    prakash pranav prashant praveen predrag preeti priya przemyslaw pyotr qiang quang quentin rachel radek radim
    radoslav radoslaw radostina radovan radu rafael rafal raffaele raghav ragnar rahul rainer raj rajat rajesh
    rakesh ralf ralph ramesh ramiro ramon randall rania raphael raquel rasmus raul ravi raymond razvan rebecca
    reginald regis rekha remi renate renato rene reza rhys ricardo riccardo richard riitta rikke rishi ritu robert
    roberta roberto rocio rodney rodrigo roger rohan rohit roisin roland romain ronald ronan rosanna rosemary rosie
    rositsa rostislav roxana rudolf ruggero rupert ruslan russell rutger ruth ruud ryan ryota ryszard sabine sabrina
    sachin saeed sally salma salvatore samantha samir samira samuel sandeep sander sandor sandra sangeeta sanjay
    sanna sanne santosh saoirse sarah satish satoshi scott seamus sean sebastian sebastien selin semyon seojun serge
    sergei sergey sergio serkan seung severine sharon sheila shelley shinji shira shirin shirley shivani shlomo
    shota shreya shruti sibel siddharth sietske signe sigrid silvia simon simona simone sinead siobhan sipho sjoerd
    slawomir slobodan sneha snezana solene solveig sonia sonja sophia sophie soren sorin spyros srdjan sridhar
    srinivas stacey stanislav stanislaw stavros stefan stefania stefano stepan stephane stephanie stephen steve
    steven stian stig stoyan stuart subramanian sudhir sumit sungmin sunil sunita suraj suresh susan susannah
    susanne sushma svein sven svetlana swati sylvain sylvia sylvie sylwia szabolcs szymon tadeusz tadhg takashi
    takeshi tamar tamara tamas tanja tanvi tapio taras tarek tariq tatiana tendai teodor terence teresa tereza terje
    tero tetsuya teun thabo thandiwe thanh themba theodor theodoros theresa thiago thibault thierry thijs thomas
    thorsten thuy tiago tibor tijmen tim timo timofey timothy tina tingting tiziana tobias todor tolga tom tomas
    tomasz tomislav tommaso tomoko tony torbjorn toshi tracey trevor trond trygve tsvetan tuan tuija tunde tuomas
    uchenna uday ugur ulla ulrich ulrike umberto umut ursula urszula uwe vaclav valentin valentina valeria valerie
    valeriy vanessa varun vasile vasilis vasiliy vasily vegard venkat venkatesh vernon veronica veronique vesna
    viacheslav vicente vicky vidya vijay vikas vikram viktor vincent vincenzo vineet vinicius vinod virginie vishal
    vitaliy vitaly vitor vittoria vittorio vivek vivian vladimir vladislav vlastimil vojtech volkan volker volodymyr
    vsevolod waldemar waleed walter wambui wanjiru wayne wei weiwei wendy werner wieslaw wilhelm william wim witold
    wladyslaw wojciech wolfgang wouter xavier xiaohong xiaoli xiaoming xiaoyan xiaoyu ximena xinyi yaakov yael yann
    yannick yannis yaroslav yasmin yasser yegor yelena yevgeny yiannis yichen yifan yildiz yiming yoko yolanda
    yordan yossi youngho youssef yuki yulia yumi yuri yusuf yuxuan yves yvonne zachary zahra zainab zanele zbigniew
    zdenek zdenka zdravko zdzislaw zeljko zeynep zhanna zhiqiang zhivko zhiwei zihan zixuan zlatko zodwa zoe zofia
    zoltan zoran zsofia zsolt zsuzsanna zuzana βασιλης γιαννης γιωργος δημητρης ελενη κατερινα κωστας μαρια νικος
    παναγιωτης χρηστος александр алексеи анастасия андреи анна антон артем борис вадим валентина валерии василии
    виктор виталии владимир владислав володимир вячеслав галина геннадии георгии григории дарья денис дмитрии
    евгении евгения екатерина елена иван игорь илья ирина кирилл константин ксения лариса леонид людмила максим
    марина мария михаил наталья никита николаи оксана олег олександр олексіи ольга павел петр полина руслан светлана
    сергеи станислав степан тарас татьяна федор юлия юрии ярослав
    """.split()
)
"""In small letters and without marks on them: none that is as often a word, a place or a program."""
